/** Lets pieces of work through one after the other, in the order they asked. */
export class Turns {
    private last: Promise<unknown> = Promise.resolve();

    take<T>(work: () => Promise<T>): Promise<T> {
        const turn = this.last.then(work);
        this.last = turn.catch(() => undefined);
        return turn;
    }
}
