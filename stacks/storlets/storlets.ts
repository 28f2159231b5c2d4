import * as pulumi from "@pulumi/pulumi";

import { Component } from "../../components/component";
import { ImageSet, type PulledImages } from "../../components/image/image-set";
import type { PushEngine } from "../../components/image/pushed-image";
import { SegmentedNetworks } from "../../components/network/segmented-networks";
import { ImageObject } from "../../components/storlets/image-object";
import { imageNameOf } from "../../components/storlets/image-object-name";
import { type BaseImage, type DeployRequest, StorletImage } from "../../components/storlets/storlet-image";
import { Swift } from "../../components/swift/swift";
import type { SwiftAccount } from "../../components/swift/swift-account";
import { SwiftContainer } from "../../components/swift/swift-container";
import type { VolumePolicy } from "../../components/volume/volume";
import { PLACEMENT, PUBLISHING, ZONES } from "./placement";
import { STORLETS_IMAGES, type StorletsSite } from "./site";

/** The two users of a Swift of our own: the account's manager, and the storlets' in an account of its own. */
const USERS = { account: "service:swift", storlets: "storlets:manager" } as const;
/** What the storlet manager's image is called where ours stands in for it: what it really has. */
const STAND_IN = { object: "debian_12_jre17_storlets.tar", registry: "localhost:5001" } as const;

export interface StorletsArgs {
    /** What the site says of the environment. */
    readonly site: StorletsSite;
    /** Images to pull instead of building. */
    readonly pulled: PulledImages;
    /** What becomes of data on destroy. */
    readonly volumes: VolumePolicy;
    /** Address of the site's engine. */
    readonly siteEngine: PushEngine;
}

/** What a user needs to know of the environment that stands. */
export interface StorletsOutputs {
    /** Who the images were uploaded as; the key is secret. */
    readonly swift: SwiftAccount["credentials"];
    /** The storlet manager of a Swift of our own; undefined where the site has one. */
    readonly manager?: SwiftAccount["credentials"];
    /** What to send to the storlet manager. */
    readonly deployRequest: pulumi.Output<DeployRequest>;
    /** What the image printed when it was tried. */
    readonly trial: pulumi.Output<string>;
    /** The image for the nodes by its content; undefined where it is not pushed. */
    readonly pushed?: pulumi.Output<string>;
}

/** What the images of an account are made in: a Swift, the container of images, and the storlets' base image in it. */
interface Account {
    readonly account: SwiftAccount;
    readonly manager?: SwiftAccount;
    readonly container: pulumi.Input<string>;
    readonly base: BaseImage;
}

/** An image for an account's storlets, brought to a Swift of the site's or of our own. */
export class Storlets extends Component {
    readonly outputs: StorletsOutputs;

    constructor(name: string, args: StorletsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("Storlets", name, opts);
        const { site, volumes, siteEngine: engine } = args;
        const { account, manager, container, base } = givenAccount(site) ?? this.ownAccount(name, args);
        const { name: imageName, packages = [], context } = site.image;
        const image = new StorletImage(
            `${name}-image`,
            {
                account,
                container,
                base,
                image: imageName,
                content: context === undefined ? { packages } : { context },
                trial: site.trial,
                push: pushTarget(site),
                engine,
                policy: volumes,
            },
            { parent: this },
        );
        this.outputs = {
            swift: shown(account),
            manager: manager && shown(manager),
            deployRequest: image.deployRequest,
            trial: image.trialOutput,
            pushed: image.pushed,
        };
        this.registerOutputs(this.outputs);
    }

    /** All that the storlet manager does before an account can have images: a Swift, its container, the base image. */
    private ownAccount(name: string, { site, pulled, volumes, siteEngine: engine }: StorletsArgs): Account {
        const parent = { parent: this };
        const images = new ImageSet(`${name}-image`, { images: STORLETS_IMAGES, pulled }, parent);
        const networks = new SegmentedNetworks(
            name,
            { zones: ZONES, placement: PLACEMENT, publishing: PUBLISHING },
            parent,
        );
        const swift = new Swift(
            name,
            {
                image: images.id("swift"),
                networks,
                users: Object.values(USERS),
                publish: { hostPort: site.ports.swift, address: site.listen },
                keyEpoch: site.rotation.keys,
                volumes,
            },
            parent,
        );
        const account = swift.accountOf(USERS.account);
        const { container } = new SwiftContainer(
            `${name}-container`,
            { account, container: site.container, readers: [USERS.storlets], writers: [USERS.storlets] },
            parent,
        );
        const { object, registry } = STAND_IN;
        const base = new ImageObject(
            `${name}-base`,
            {
                account,
                container,
                object,
                reference: `${registry}/${imageNameOf(object)}`,
                imageId: images.id("storlets"),
                engine,
                policy: volumes,
            },
            parent,
        );
        return {
            account,
            manager: swift.accountOf(USERS.storlets),
            container,
            base: { object, registry, etag: base.etag },
        };
    }
}

/** The account that the site gives, in which the storlet manager has put the base image; undefined where it gives none. */
function givenAccount({ swift, base, container }: StorletsSite): Account | undefined {
    return swift && base && { account: { credentials: swift }, container, base };
}

function pushTarget({ push }: StorletsSite): ConstructorParameters<typeof StorletImage>[1]["push"] {
    if (push === undefined) {
        return undefined;
    }
    const { registry: address, repository, user, token } = push;
    return {
        address,
        repository,
        ...(user === undefined || token === undefined ? {} : { credentials: { user, token } }),
    };
}

function shown({ credentials }: SwiftAccount): SwiftAccount["credentials"] {
    return { ...credentials, key: pulumi.secret(credentials.key) };
}
