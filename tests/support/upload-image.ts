/** Uploads an image by our provider, in a process of its own that can be killed and whose memory can be measured. */
import { type ImageObjectInputs, imageObjectProvider } from "../../components/storlets/image-object-provider";

async function upload(): Promise<void> {
    const { outs } = await imageObjectProvider.create(JSON.parse(process.argv[2] ?? "") as ImageObjectInputs);
    console.log(JSON.stringify({ etag: outs?.etag, size: outs?.size, rss: process.resourceUsage().maxRSS * 1024 }));
}

void upload();
