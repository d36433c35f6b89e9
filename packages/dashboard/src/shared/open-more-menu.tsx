import { Menu } from '@mantine/core';
import { MoreButton } from './more-button.tsx';
import type { MoreMenuProps } from './more-menu.tsx';
import { useOpened } from './use-opened.ts';

/** The menu behind three dots; open as soon as it is there. */
export function OpenMoreMenu({ label, items }: MoreMenuProps) {
  const { button, opened, setOpened } = useOpened();
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <MoreButton label={label} ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label: text, icon: Icon, color, onClick }) => (
          <Menu.Item
            key={text}
            {...(color && { color })}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={onClick}
          >
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
