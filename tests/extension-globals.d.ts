// What the extension's scripts find as globals: Firefox's name of the API, and what content scripts, being no modules, leave for each other.
// `var`, for that is what makes a name one of `globalThis`.
declare var browser: typeof chrome | undefined;
declare var sessionClockStop: (() => void) | undefined;
declare var sessionClockCookies: {
  names(): string[];
  user(): Promise<import('../dist/chrome/messages.js').UserInfo | undefined>;
  session(sessionId: string | undefined): Promise<import('../dist/chrome/messages.js').PageCookie | undefined>;
};
declare var sessionClockFacts: {
  metaText(): string | null;
  host(value: unknown): string | undefined;
  arrival(): { navigation: import('../dist/chrome/messages.js').Page['navigation'], answered: boolean };
  read(): Promise<import('../dist/chrome/messages.js').Page>;
};
interface BuiltCountdown {
  tick(shown: import('../dist/chrome/messages.js').Show, now: number): unknown;
  place(position: import('../dist/chrome/messages.js').Look['position']): void;
  host: HTMLElement; box: HTMLElement; bar: HTMLElement;
}
type ToBackground = (message: import('../dist/chrome/messages.js').FromContent) => Promise<any>;
declare var sessionClockCountdown: {
  build(root: ShadowRoot, host: HTMLElement, send: ToBackground): BuiltCountdown;
  say(template: string, ...fill: string[]): string;
  coarse(words: Record<string, string>, seconds: number): string;
  clockTime(lang: string, at: number): string;
};
declare var sessionClockInside: (countdown: BuiltCountdown) => void;
/** Parts that are put in when they are wanted. */
declare var sessionClockParts: Partial<Record<'notice' | 'panel' | 'drag', (countdown: BuiltCountdown, shown: import('../dist/chrome/messages.js').Show, send: ToBackground) => unknown>> | undefined;
