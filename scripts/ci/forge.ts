import { Failure } from "../failure";

/** Comments of one pull or merge request, by the interface of the forge that it is on. */
export interface Forge {
    /** Address of the list of its comments. */
    readonly comments: string;
    /** Address of one of them. */
    readonly comment: (id: number) => string;
    /** How a comment is changed. */
    readonly change: "PATCH" | "PUT";
    readonly headers: Readonly<Record<string, string>>;
}

type Variables = Readonly<Partial<Record<string, string>>>;

/**
 * The forge whose pipeline we run in, from the variables that it sets.
 * @throws Failure that names the variables that are missing.
 */
export function forge(env: Variables): Forge {
    return env["GITLAB_CI"] === undefined ? gitHub(env) : gitLab(env);
}

function gitHub(env: Variables): Forge {
    const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_REQUEST } = required(env, [
        "GITHUB_API_URL",
        "GITHUB_REPOSITORY",
        "GITHUB_TOKEN",
        "PULL_REQUEST",
    ]);
    const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;
    return {
        comments: `${issues}/${PULL_REQUEST}/comments`,
        comment: (id) => `${issues}/comments/${id}`,
        change: "PATCH",
        headers: { accept: "application/vnd.github+json", authorization: `Bearer ${GITHUB_TOKEN}` },
    };
}

function gitLab(env: Variables): Forge {
    const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, COMMENT_TOKEN } = required(env, [
        "CI_API_V4_URL",
        "CI_PROJECT_ID",
        "CI_MERGE_REQUEST_IID",
        "COMMENT_TOKEN",
    ]);
    const notes = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;
    return {
        comments: notes,
        comment: (id) => `${notes}/${id}`,
        change: "PUT",
        headers: { "private-token": COMMENT_TOKEN },
    };
}

function required<const K extends string>(env: Variables, names: readonly K[]): Record<K, string> {
    const missing = names.filter((name) => !env[name]);
    if (missing.length > 0) {
        throw new Failure(`a comment needs the variables ${missing.join(", ")}: set them as docs/review.md says`);
    }
    return Object.fromEntries(names.map((name) => [name, env[name]])) as Record<K, string>;
}
