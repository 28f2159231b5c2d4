/** A URL that dnf gets packages from. No white space: lists of them are handed on as one text. */
export const REPOSITORY_URL = /^(?:https?|ftp|file):\/\/\S+$/;

/** Id by which dnf knows a repository that is added by its URL: the URL without scheme, with `_` between its parts. */
export function repositoryId(url: string): string {
    return url
        .replace(/^\w+:\/*(?:\w+:|www\.)?/, "")
        .replace(/[?/:&#|~*[\]()'\\]+/g, "_")
        .replace(/^[,.]*/, "")
        .replace(/[,.]*$/, "")
        .replace(/[^\w.:-]/g, "");
}
