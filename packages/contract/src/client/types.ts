import type { z } from 'zod';
import type { routes } from './routes.ts';

type Routes = typeof routes;
export type RouteName = keyof Routes;

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;
type Params<Route extends RouteName> = [ParameterOf<Route>] extends [never]
  ? unknown
  : { params: Record<ParameterOf<Route>, string | number> };
type Query<Route extends RouteName> = Routes[Route] extends { query: infer Schema extends z.ZodType }
  ? { query?: Partial<z.output<Schema>> }
  : unknown;
type Body<Route extends RouteName> = Routes[Route] extends { body: infer Schema extends z.ZodType }
  ? { body: z.input<Schema> }
  : unknown;

type Delivery<Route extends RouteName> = {
  signal?: AbortSignal;
} & (Route extends `POST ${string}` ? Repeatable : unknown);

/** A POST with such a key is done once, however often it is sent within 24 hours. */
type Repeatable = { idempotencyKey?: string };

/** What a route takes: parameters of the path, query and body, as its schemas say. */
export type CallOptions<Route extends RouteName> = Params<Route> & Query<Route> & Body<Route> & Delivery<Route>;

/** What a route answers on success. */
export type AnswerOf<Route extends RouteName> = z.output<Routes[Route]['answer']>;

/** The options may be left out where nothing in them is required. */
export type Arguments<Route extends RouteName> =
  Record<never, never> extends CallOptions<Route> ? [options?: CallOptions<Route>] : [options: CallOptions<Route>];
