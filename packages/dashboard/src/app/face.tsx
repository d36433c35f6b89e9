import { Avatar } from '@mantine/core';

/** The initials of a person. */
export function Face({ name }: { name: string }) {
  return <Avatar radius="xl" size={36} color="brand" variant="filled" name={name} alt="" />;
}
