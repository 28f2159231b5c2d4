/**
 * What each image that we build is made of: one table, read by the program (to know when an image changes) and by
 * the toolchain (to know what to build on the host before the engine builds the image).
 *
 * An image holds programs only. How they are started and configured is a component's affair, so that the same
 * component also runs an image pulled from upstream.
 */
export interface ImageRecipe {
    /** Image of this table that the Dockerfile starts from, handed to it as build argument `BASE`. @default - none, `FROM scratch` */
    readonly base?: ImageName;
    /** Folder under `toolchain/` whose Go programs are staged as `artifacts/<program>`. @default - no programs */
    readonly module?: string;
    /** Programs of `module` that the image holds. @default - none */
    readonly programs?: readonly string[];
    /** Folder of a Go module of `module`'s build list, staged as `artifacts/<as>`. @default - none */
    readonly folder?: { readonly of: string; readonly path: string; readonly as: string };
    /** Debian root file system staged as `artifacts/rootfs.tar`. @default - none */
    readonly rootfs?: RootFs;
}

/** A Debian root file system as mmdebstrap makes it. */
export interface RootFs {
    /** Debian release. */
    readonly suite: string;
    /** Packages beyond the bare minimum. */
    readonly packages: readonly string[];
    /** Further arguments of mmdebstrap. */
    readonly settings: readonly string[];
}

/** Name of an image that we can build; also the key of `images.pulled` in a site file. */
export type ImageName =
    | "base"
    | "step-ca"
    | "cert-sidecar"
    | "haproxy"
    | "postgres"
    | "hydra"
    | "opaal"
    | "smd"
    | "bss"
    | "docker-engine"
    | "registry"
    | "python"
    | "mongo"
    | "busybox"
    | "storlets"
    | "swift";

/**
 * What halves a root file system, and all that apt adds to it later: no manuals, no translations, and no perl, which
 * would come in by `usrmerge` to do what the hook has done before.
 */
const SLIM = [
    "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr",
    "--dpkgopt=path-exclude=/usr/share/man/*",
    "--dpkgopt=path-exclude=/usr/share/locale/*",
    "--dpkgopt=path-exclude=/usr/share/doc/*",
    "--dpkgopt=path-include=/usr/share/doc/*/copyright",
];

export const recipes: Readonly<Record<ImageName, ImageRecipe>> = {
    base: {
        rootfs: { suite: "bookworm", packages: ["ca-certificates", "curl", "usr-is-merged", "wget"], settings: SLIM },
    },
    "step-ca": { base: "base", module: "smallstep", programs: ["step", "step-ca"] },
    "cert-sidecar": { base: "base", module: "smallstep", programs: ["step"] },
    haproxy: { base: "base" },
    postgres: { base: "base" },
    hydra: { base: "base", module: "hydra", programs: ["hydra"] },
    opaal: { base: "base" },
    smd: {
        base: "base",
        module: "smd",
        programs: ["smd", "smd-init"],
        folder: { of: "github.com/OpenCHAMI/smd/v2", path: "migrations/postgres", as: "migrations" },
    },
    bss: {
        base: "base",
        module: "bss",
        programs: ["boot-script-service", "bss-init"],
        folder: { of: "github.com/OpenCHAMI/bss", path: "migrations/postgres", as: "migrations" },
    },
    "docker-engine": { base: "base" },
    registry: { base: "base" },
    python: { base: "base" },
    mongo: { base: "base", module: "mongo", programs: ["ferretdb", "mongoimport"] },
    busybox: {
        rootfs: {
            suite: "bookworm",
            packages: ["busybox-static"],
            settings: ["--variant=extract", "--dpkgopt=path-exclude=/usr/share/*"],
        },
    },
    storlets: { base: "base" },
    swift: { base: "base" },
};

/** Names of all images of the table, bases before what is built on them. */
export const imageNames = Object.keys(recipes) as ImageName[];
