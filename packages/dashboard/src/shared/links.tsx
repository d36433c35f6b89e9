import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type Native<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>;

/** A link within the page whose address and search are checked by the router's types. */
export const PageLink = createLink((props: Native<AnchorProps>) => <Anchor {...props} />);

/** The same in the look of a button. */
export const ButtonLink = createLink((props: Native<ButtonProps>) => <Button component="a" {...props} />);
