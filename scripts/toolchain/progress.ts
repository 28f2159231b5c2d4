/** Tells what a long piece of work is doing now. */
export type Report = (message: string) => void;

/** For work whose progress nobody watches. */
export const silent: Report = () => undefined;

/** `75` seconds as `1m15s`, `4.2` as `4.2s`. */
export function elapsed(milliseconds: number): string {
    const seconds = milliseconds / 1000;
    return seconds < 60 ? `${seconds.toFixed(1)}s` : `${Math.floor(seconds / 60)}m${pad(Math.floor(seconds % 60))}s`;
}

function pad(seconds: number): string {
    return String(seconds).padStart(2, "0");
}

/** How long each piece of work took, in the order they ended. */
export class Timings {
    private readonly rows: { name: string; milliseconds: number }[] = [];
    private readonly begin = Date.now();

    /** Runs `work` and notes how long it took, also when it fails. */
    async time<T>(name: string, work: () => Promise<T>): Promise<T> {
        const begin = Date.now();
        try {
            return await work();
        } finally {
            this.rows.push({ name, milliseconds: Date.now() - begin });
        }
    }

    /** Table of the pieces and of the whole, which is less than their sum where they ran side by side. */
    table(): string {
        const rows = [...this.rows, { name: "in all", milliseconds: Date.now() - this.begin }];
        const width = Math.max(...rows.map((row) => row.name.length));
        return rows.map((row) => `  ${row.name.padEnd(width)}  ${elapsed(row.milliseconds).padStart(7)}`).join("\n");
    }
}
