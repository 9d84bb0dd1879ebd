/** Unix seconds. */
export type Moment = number;
export interface Limit { limit: string; expires_at: Moment }
export interface Answer {
  id?: string; at?: Moment | null; expires_at?: Moment | null; duration?: number | null; chained?: boolean; limited_by?: string | null;
  limits?: Limit[]; refusal?: { by: string; code: string; http_status?: number; message?: string };
  invalid?: { path: string; message: string }; sure?: string; why?: string;
}
export interface Given { lead: number; end: Moment }
/** How surely an end is known: `about` is the end that AWS's default for a sign-in gives. */
export type Bound = 'at-least' | 'at-most' | 'about';
export interface View {
  session: number; phase: 'running' | 'overdue' | 'ended' | 'unknown'; end: Moment | null; bound: Bound | null;
  sure: 'exact' | 'computed' | 'expected' | 'between' | 'met-running' | 'unknown';
  /** When it began, or was first seen. */
  since: { at: Moment; seen: boolean };
  /** The latest end, where that is another than `end`. */
  latest: Moment | null;
  /** How long before the end the next warning comes, in seconds. */
  lead: number | null;
  back: { kind: 'sign-in' | 'switch-role' | 'portal' | 'broker' | 'outside'; link: string | null };
  notice: Given | null; urgent: boolean; muted: boolean; next: Moment | null;
}
/** Who a session is. `hidden`: the numbers that stand for the names; `who` and `name` are said with them already. */
export interface Person { account: string; alias: string | null; hidden: { account: number; who: number } | null; who: string; name: string }
/** What happens, then what to do or why; `last` where no other warning comes before the end. */
export interface Warning { title: Piece[]; what: Piece[]; last: boolean }
export interface TabEffect {
  tab: number; view: View | null; badge: string; who: Person | null; warning: Warning | null;
  /** The other sessions that are warned of at once. */
  beside: { session: number; who: Person; end: Moment }[];
}
export interface Notice { session: number; given: Given; bound: Bound | null; who: Person; warning: Warning }
export interface Effects { tabs: TabEffect[]; notices: Notice[]; wake: Moment | null; soonest: Soonest | null }
/** The session that ends first, for the toolbar where no tab says otherwise; `until`: from when its badge says too much. */
export interface Soonest { view: View; badge: string; until: Moment | null; who: Person }
/** What is stored; its form is the core's own business. */
export interface Ledger { version: number; tabs: { tab: number; session: number | null; misunderstood: unknown }[]; [key: string]: unknown }
export interface LedgerEvent { now: Moment; what: unknown }
export interface Stepped { ledger: Ledger; effects: Effects }
export interface Overview {
  session: number; identity: { partition: string; account: string; who: unknown }; alias: string | null; session_id: string | null;
  store: string; view: View; tabs: number[]; muted: boolean;
}
export type Piece = { text: string } | { moment: Moment };
export interface Advice { kind: string; pieces: Piece[]; command: string | null }
export interface Said { session: number; who: Person; start: { from: Moment | null; by: Moment }; why: Piece[]; advice: Advice[] }
/** How long the sessions of a role or the sign-ins of a user may last, by ARN or pattern, in seconds. */
export interface Length { arn: string; seconds: number }
export interface Pasted { roles: Length[]; sign_ins: Length[]; asked: { arn: string; seconds: number | null }[] }
export type PastedFault = { line: number } | { place: string };
