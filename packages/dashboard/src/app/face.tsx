import { Avatar, VisuallyHidden } from '@mantine/core';

/** The initials of a person; `label` is what they stand for. */
export function Face({ name, label }: { name: string; label: string }) {
  return (
    <>
      <Avatar radius="xl" size={36} color="brand" variant="filled" name={name} alt="" aria-hidden />
      <VisuallyHidden>{label}</VisuallyHidden>
    </>
  );
}
