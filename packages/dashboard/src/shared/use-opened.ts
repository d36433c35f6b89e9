import { useEffect, useRef, useState } from 'react';

/**
 * For what is loaded because somebody pressed its button, and opens as soon as it is there: first the button has the focus, so that it
 * gets it back in the end.
 */
export function useOpened() {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setOpened(true);
  }, []);
  return { button, opened, setOpened };
}
