import { Menu } from '@mantine/core';
import { MoreButton } from './more-button.tsx';
import type { MoreMenuProps } from './more-menu.tsx';

/** The menu behind three dots; open as soon as it is there. */
export function OpenMoreMenu({ label, items }: MoreMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal defaultOpened withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <MoreButton label={label} />
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
