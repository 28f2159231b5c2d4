import { Failure } from "../failure";

/** Whether a site has a piece of a project's data: not yet, as it was copied, or something else in its place. */
export type Presence = "missing" | "copied" | "other";

/** A piece of data that a site takes over from a compose project. */
export interface Piece {
    /** What it is, such as `database hmsds`. */
    readonly title: string;
    /** Where it comes to lie, as a name on the engine. */
    readonly place: string;
    /** What the site has of it. */
    readonly look: () => Promise<Presence>;
    /** Copies it as a whole or not at all. */
    readonly copy: () => Promise<void>;
}

/** What a look prints. @throws Failure where it is none of that. */
export function presence(text: string): Presence {
    const found = (["missing", "copied", "other"] as const).find((word) => word === text.trim());
    if (found === undefined) {
        throw new Failure(`a look at the data of the site printed "${text.trim()}"`);
    }
    return found;
}

/**
 * The pieces that are still to be copied.
 * @throws Failure that names those in whose place the site has data of its own, which is never overwritten.
 */
export async function missingPieces(pieces: readonly Piece[], stack: string): Promise<Piece[]> {
    const seen: { readonly piece: Piece; readonly found: Presence }[] = [];
    for (const piece of pieces) {
        seen.push({ piece, found: await piece.look() });
    }
    const others = seen.filter(({ found }) => found === "other").map(({ piece }) => piece);
    if (others.length > 0) {
        throw new Failure(
            [
                `site ${stack} has data of its own, which is not overwritten:`,
                ...others.map(({ title, place }) => `${title} in volume ${place}`),
            ].join("\n  ") +
                `\nImport into another site, or, if nobody needs it, \`npm run destroy -- --stack ${stack}\` and ` +
                "`docker volume rm` these volumes",
        );
    }
    return seen.filter(({ found }) => found === "missing").map(({ piece }) => piece);
}
