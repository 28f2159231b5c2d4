const UNITS = { h: 3600, m: 60, s: 1 } as const;

/** A length of time such as `90s`, `5m` or `1h30m`: hours, minutes and seconds, largest first, whole numbers. */
export const DURATION = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

/**
 * Seconds of a length of time.
 * @throws RangeError when the text is not of the form of `DURATION`.
 */
export function seconds(duration: string): number {
    const parts = DURATION.exec(duration);
    if (!parts) {
        throw new RangeError(`duration "${duration}" is not of the form 1h30m, 5m or 90s`);
    }
    const [, h = "0", m = "0", s = "0"] = parts;
    return Number(h) * UNITS.h + Number(m) * UNITS.m + Number(s) * UNITS.s;
}

/** Seconds as the engine writes them (`90` is `1m30s`), so that a refresh finds what the program wrote. */
export function engineDuration(total: number): string {
    const h = Math.floor(total / UNITS.h);
    const m = Math.floor((total % UNITS.h) / UNITS.m);
    const s = total % UNITS.m;
    return `${h > 0 ? `${h}h` : ""}${h > 0 || m > 0 ? `${m}m` : ""}${s}s`;
}

/** Seconds as a swarm writes them: `90` is `1m30s`, but `60` is `1m`. */
export function swarmDuration(total: number): string {
    return engineDuration(total).replace(/m0s$/, "m").replace(/h0m$/, "h");
}
