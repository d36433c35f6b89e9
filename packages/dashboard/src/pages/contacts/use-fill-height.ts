import { type RefObject, useLayoutEffect, useState } from 'react';

/** How high an element may be so that it ends just above the window's end, whatever stands over it. */
export function useFillHeight(element: RefObject<HTMLElement | null>, { least = 320, below = 20 } = {}): number {
  const [height, setHeight] = useState(least);
  useLayoutEffect(() => {
    const measure = () => {
      const top = (element.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setHeight(Math.max(least, Math.floor(window.innerHeight - top - below)));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.body);
    window.addEventListener('resize', measure);
    measure();
    return () => {
      watcher.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [element, least, below]);
  return height;
}
