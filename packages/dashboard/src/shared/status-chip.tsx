import { Badge, type MantineColor } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleX,
  IconLoader2,
  type TablerIcon,
} from '@tabler/icons-react';

type StatusChipProps = { color: MantineColor; label: string; icon?: TablerIcon };

const icons: Record<string, TablerIcon> = {
  brand: IconCircleCheck,
  red: IconCircleX,
  orange: IconAlertTriangle,
  blue: IconLoader2,
};

/** A state as a word with an icon, never by colour alone. */
export function StatusChip({ color, label, icon }: StatusChipProps) {
  const Icon = icon ?? icons[color] ?? IconCircle;
  return (
    <Badge variant="light" color={color} tt="none" fw={600} size="lg" leftSection={<Icon size={14} aria-hidden />}>
      {label}
    </Badge>
  );
}
