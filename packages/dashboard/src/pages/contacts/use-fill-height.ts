import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * How high an element may be so that it ends just above the window's end, whatever stands over it. With `mostOver` it leaves only so much room for what
 * stands over it: the rest is scrolled away.
 */
export function useFillHeight(
  element: RefObject<HTMLElement | null>,
  { least = 320, below = 20, mostOver = Number.POSITIVE_INFINITY } = {},
): number {
  const [height, setHeight] = useState(least);
  useLayoutEffect(() => {
    const measure = () => {
      const top = (element.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      setHeight(Math.max(least, Math.floor(window.innerHeight - Math.min(top, mostOver) - below)));
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.body);
    window.addEventListener('resize', measure);
    measure();
    return () => {
      watcher.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [element, least, below, mostOver]);
  return height;
}
