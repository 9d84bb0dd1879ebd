// What the extension's scripts find as globals: Firefox's name of the API, and what content scripts, being no modules, leave for each other.
// `var`, for that is what makes a name one of `globalThis`.
declare var browser: typeof chrome | undefined;
declare var sessionClockStop: (() => void) | undefined;
/** Shows what the background tells; false where the script has stopped. */
declare var sessionClockShow: ((message: import('../extension/messages.js').Show) => boolean) | undefined;
declare var sessionClockCookies: {
  names(): string[];
  user(): Promise<import('../extension/messages.js').UserInfo | undefined>;
  session(sessionId: string | undefined): Promise<import('../extension/messages.js').PageCookie | undefined>;
};
declare var sessionClockFacts: {
  metaText(): string | null;
  host(value: unknown): string | undefined;
  arrival(): { navigation: import('../extension/messages.js').Page['navigation'], answered: boolean };
  read(): import('../extension/messages.js').Page;
};
interface BuiltCountdown {
  tick(shown: import('../extension/messages.js').Show, now: number): void;
  place(look: Pick<import('../extension/messages.js').Look, 'position' | 'place'>, own?: boolean): void;
  remove(): void;
  host: HTMLElement; box: HTMLElement; pill: HTMLElement; signal: AbortSignal; shown?: import('../extension/messages.js').Show;
}
type ToBackground = (message: import('../extension/messages.js').FromContent) => Promise<any>;
declare var sessionClockCountdown: {
  build(root: ShadowRoot, host: HTMLElement, send: ToBackground): BuiltCountdown;
};
declare var sessionClockTime: {
  filled<T>(template: string, fill: T[]): (T | string)[];
  say(template: string, ...fill: (string | number)[]): string;
  locale(lang: string): string;
  clock(lang: string, at: number, now?: number): string;
  date(lang: string, at: number): string;
  writtenToday(lang: string, at: number): NonNullable<import('../extension/messages.js').Show['ends']>;
  know(lang: string, written: NonNullable<import('../extension/messages.js').Show['ends']>): void;
  units(words: Record<string, string>, seconds: number): [number, string][];
  short(words: Record<string, string>, seconds: number): string;
  state(view: import('../extension/messages.js').View, now: number): 'over' | 'overdue' | 'unknown' | 'running';
  urgency(view: import('../extension/messages.js').View, now: number, leads: number[]): 'calm' | 'amber' | 'red';
  bounded(words: Record<string, string>, bound: import('../extension/messages.js').View['bound']): string;
  told(shown: Pick<import('../extension/messages.js').Show, 'view' | 'words' | 'lang' | 'who' | 'look'>, now: number): { state: string, seen: string, left: string, end: string, name: string };
};
declare var sessionClockSpoken: {
  coarse(words: Record<string, string>, seconds: number, from?: number): string;
  nearest(words: Record<string, string>, seconds: number): string;
  written(lang: string, pieces: import('../extension/messages.js').Piece[]): string;
};
type HowSaid = { words: Record<string, string>, lang: string };
type ShownSession = import('../extension/pages/types.js').Session;
declare var sessionClockEnd: {
  STYLE: string;
  make(tag: string, name: string, ...children: (Node | string)[]): HTMLElement;
  change(element: Element, ...said: (Node | string)[]): void;
  upper(text: string): string;
  sayNodes(template: string, ...fill: (Node | string)[]): (Node | string)[];
  written(how: HowSaid, pieces: import('../extension/messages.js').Piece[]): (Node | string)[];
  commanded(command: string): (Node | string)[];
  digits(how: HowSaid, seconds: number): HTMLElement;
  remaining(how: HowSaid, session: ShownSession, now: number, short?: boolean): (Node | string)[];
  endByClock(how: HowSaid, session: ShownSession, now: number, row?: boolean): string;
  began(how: HowSaid, session: ShownSession, now: number): string;
  mark(how: HowSaid, session: ShownSession, row?: boolean): HTMLElement;
  meaning(how: HowSaid, session: ShownSession): string;
  draw(bar: HTMLElement, session: ShownSession, now: number): void;
};
declare var sessionClockAddress: {
  kept(url: string): string;
  back(back: import('../extension/messages.js').View['back'], page: string | null): { href: string | null, toPage: boolean };
};
declare var sessionClockIcon: (name: string, paths?: string[]) => SVGSVGElement;
declare var sessionClockCards: {
  card(countdown: BuiltCountdown, name: string, role: string, sheet: CSSStyleSheet, escape: () => void): HTMLElement;
  arrange(countdown: BuiltCountdown): void;
  raise(countdown: BuiltCountdown): void;
  discard(countdown: BuiltCountdown, card: Element | null | undefined): void;
  button(parent: Element, text: string, shape: string, act: (button: HTMLElement) => unknown): HTMLButtonElement;
  closer(parent: Element, name: string, act: () => void): void;
  whose(who: import('../extension/messages.js').Who): HTMLElement;
  copying(text: string, said: Record<string, string>): (made: HTMLElement) => Promise<void>;
  address(): string;
  after(card: Element, shown: import('../extension/messages.js').Show): void;
};
/** Parts that are put in when they are wanted. */
declare var sessionClockParts: Partial<Record<'notice' | 'panel' | 'move' | 'title' | 'bell', (countdown: BuiltCountdown, shown: import('../extension/messages.js').Show, send: ToBackground) => unknown>> | undefined;
