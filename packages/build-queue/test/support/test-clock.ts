/** A clock that tests move. */
export interface TestClock {
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
}

export function testClock(start = "2026-03-01T12:00:00.000Z"): TestClock {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
  };
}
