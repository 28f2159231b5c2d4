import type { Mark } from "./topology";

/** A colour by day and by night. */
export interface Colour {
    readonly light: string;
    readonly dark: string;
}

/**
 * Colours of the picture. No two have the same light value: by it the picture's style sheet finds what is to become
 * dark.
 */
export const colours = {
    paper: { light: "#ffffff", dark: "#10161d" },
    ink: { light: "#1d2b38", dark: "#e4ebf1" },
    faint: { light: "#4a5b6b", dark: "#aab9c6" },
    frame: { light: "#9aa7b3", dark: "#55636f" },
    box: { light: "#fefefe", dark: "#1f2d3b" },
    boxEdge: { light: "#2f4d6b", dark: "#9dbad6" },
    zone: { light: "#d9e5f0", dark: "#2c4359" },
    zoneEdge: { light: "#7d95ad", dark: "#6f8aa3" },
    open: { light: "#f8e3bd", dark: "#5c451f" },
    openEdge: { light: "#c08a3e", dark: "#b98942" },
    volume: { light: "#eef4ea", dark: "#243322" },
    volumeEdge: { light: "#5d7a4f", dark: "#9bbd87" },
    created: { light: "#dafbe1", dark: "#12331f" },
    createdEdge: { light: "#1a7f37", dark: "#4ac26b" },
    updated: { light: "#fff3c4", dark: "#3a2d0c" },
    updatedEdge: { light: "#8a5c00", dark: "#d9a520" },
    replaced: { light: "#f1e5fd", dark: "#2f2149" },
    replacedEdge: { light: "#7a45d0", dark: "#b893f5" },
    deleted: { light: "#ffe5e3", dark: "#421619" },
    deletedEdge: { light: "#c21f2b", dark: "#ff6a60" },
} satisfies Readonly<Record<string, Colour>>;

/** How a change is shown: never by its colour alone. */
export interface MarkLook {
    /** Stands before the name. */
    readonly sign: string;
    readonly word: string;
    readonly fill: Colour;
    readonly edge: Colour;
}

export const markLooks: Readonly<Record<Exclude<Mark, "same">, MarkLook>> = {
    create: { sign: "+", word: "created", fill: colours.created, edge: colours.createdEdge },
    update: { sign: "~", word: "updated in place", fill: colours.updated, edge: colours.updatedEdge },
    replace: { sign: "±", word: "replaced", fill: colours.replaced, edge: colours.replacedEdge },
    delete: { sign: "−", word: "deleted", fill: colours.deleted, edge: colours.deletedEdge },
};

/** A look for what changes. */
export function lookOf(mark: Mark): MarkLook | undefined {
    return mark === "same" ? undefined : markLooks[mark];
}
