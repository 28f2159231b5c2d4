import type { Readable } from "node:stream";

import { send } from "./send";
import type { SwiftCredentials } from "./swift-account";
import { connectionFailure, statusFailure } from "./swift-failure";

/** What is asked of a container or an object. */
export interface RequestOptions {
    readonly headers?: Readonly<Record<string, string>>;
    /** Statuses that are no failure beside success. */
    readonly expected?: readonly number[];
}

/** A user who is logged in to an account of Swift. */
export class SwiftSession {
    private constructor(
        private readonly credentials: SwiftCredentials,
        /** URL of the account. */
        readonly storageUrl: string,
        private readonly token: string,
    ) {}

    /** @throws SwiftFailure that names what is wrong with the credentials, or who does not answer. */
    static async open(credentials: SwiftCredentials): Promise<SwiftSession> {
        const login = /\/v3\/?$/.test(credentials.url) ? keystoneLogin : swiftLogin;
        const { storageUrl, token } = await login(credentials);
        return new SwiftSession(credentials, storageUrl, token);
    }

    /** The same user in somebody else's account, where ACLs say what the user may do. */
    inAccount(storageUrl: string): SwiftSession {
        return new SwiftSession(this.credentials, storageUrl, this.token);
    }

    /** @throws SwiftFailure when the answer is neither a success nor expected. */
    async request(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
        const { headers, expected = [] } = options;
        const response = await ask(this.credentials, this.urlOf(path), {
            method,
            headers: { ...headers, "X-Auth-Token": this.token },
        });
        if (!response.ok && !expected.includes(response.status)) {
            await response.arrayBuffer();
            throw statusFailure(response.status, { method, path }, this.credentials);
        }
        return response;
    }

    /**
     * Makes an object of a stream. @returns its etag
     * @throws SwiftFailure when it could not be made, and is not there.
     */
    async put(path: string, headers: Readonly<Record<string, string>>, body: Readable): Promise<string | undefined> {
        const answer = await send(this.urlOf(path), { ...headers, "X-Auth-Token": this.token }, body).catch(
            (error: unknown) => {
                throw connectionFailure(error, this.credentials);
            },
        );
        if (answer.status !== 201) {
            throw statusFailure(answer.status, { method: "PUT", path }, this.credentials);
        }
        return answer.headers.etag;
    }

    private urlOf(path: string): string {
        return `${this.storageUrl}/${path.split("/").map(encodeURIComponent).join("/")}`;
    }

    /** Headers of a container or an object, undefined where there is none. */
    async head(path: string): Promise<Headers | undefined> {
        const { status, headers } = await this.request("HEAD", path, { expected: [404] });
        return status === 404 ? undefined : headers;
    }

    /** Most bytes that one object may have, as the Swift says of itself; undefined where it does not. */
    async mostBytes(): Promise<number | undefined> {
        const response = await ask(this.credentials, new URL("/info", this.storageUrl).href, {});
        if (!response.ok) {
            await response.arrayBuffer();
            return undefined;
        }
        return ((await response.json()) as { swift?: { max_file_size?: number } }).swift?.max_file_size;
    }
}

interface Login {
    readonly storageUrl: string;
    readonly token: string;
}

/** Version 1: Swift's own, such as tempauth. */
async function swiftLogin(credentials: SwiftCredentials): Promise<Login> {
    const { url, user, key } = credentials;
    const response = await ask(credentials, url, { headers: { "X-Auth-User": user, "X-Auth-Key": key } });
    await response.arrayBuffer();
    const storageUrl = response.headers.get("X-Storage-Url");
    const token = response.headers.get("X-Auth-Token");
    if (!response.ok || storageUrl === null || token === null) {
        throw statusFailure(response.ok ? 404 : response.status, { method: "GET" }, credentials);
    }
    return { storageUrl, token };
}

/** What Keystone answers beside the token: where the services are. */
interface Catalogue {
    readonly token: {
        readonly catalog?: readonly {
            readonly type: string;
            readonly endpoints: readonly {
                readonly interface: string;
                readonly region: string;
                readonly url: string;
            }[];
        }[];
    };
}

/** Version 3: Keystone, which knows where the Swift of a project is. */
async function keystoneLogin(credentials: SwiftCredentials): Promise<Login> {
    const { url, user, key, project, userDomain = "Default", projectDomain = "Default", region } = credentials;
    const identity = {
        methods: ["password"],
        password: { user: { name: user, password: key, domain: { name: userDomain } } },
    };
    const scope = { project: { name: project, domain: { name: projectDomain } } };
    const response = await ask(credentials, `${url.replace(/\/$/, "")}/auth/tokens`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ auth: { identity, scope } }),
    });
    const token = response.headers.get("X-Subject-Token");
    if (!response.ok || token === null) {
        await response.arrayBuffer();
        throw statusFailure(response.ok ? 404 : response.status, { method: "POST" }, credentials);
    }
    const { catalog = [] } = ((await response.json()) as Catalogue).token;
    const endpoints = catalog.filter(({ type }) => type === "object-store").flatMap((service) => service.endpoints);
    const endpoint = endpoints.find(
        (candidate) => candidate.interface === "public" && (region === undefined || candidate.region === region),
    );
    if (endpoint === undefined) {
        throw new Error(
            `keystone at ${url} knows no object store for project "${project ?? ""}"` +
                `${region === undefined ? "" : ` in region "${region}"`}: check project and region`,
        );
    }
    return { storageUrl: endpoint.url, token };
}

async function ask(credentials: SwiftCredentials, url: string, init: object): Promise<Response> {
    try {
        return await fetch(url, init);
    } catch (error) {
        throw connectionFailure(error, credentials);
    }
}
