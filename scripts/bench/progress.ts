/** Says on stderr what is measured now, how long it took, and how much is left. */
export class Progress {
    private done = 0;

    constructor(private readonly total: number) {}

    /** One step of all. @param format Says the outcome in a word or two. */
    async step<T>(what: string, work: () => Promise<T>, format: (outcome: T) => string): Promise<T> {
        this.done += 1;
        const place = String(this.done).padStart(String(this.total).length);
        process.stderr.write(`[${place}/${this.total}] ${what}: `);
        try {
            const outcome = await work();
            process.stderr.write(`${format(outcome)}\n`);
            return outcome;
        } catch (error) {
            process.stderr.write("failed\n");
            throw error;
        }
    }
}
