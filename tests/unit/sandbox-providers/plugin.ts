import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { serve } from "../../../sandbox/providers/host/main";
import type { Provider } from "../../../sandbox/providers/host/spec";
import type { Properties } from "../../../sandbox/providers/host/values";

/** Talks to a plugin as the engine does. */
export class Plugin {
    private constructor(
        private readonly client: ResourceProviderClient,
        readonly stop: () => void,
    ) {}

    static async start<Session>(provider: Provider<Session>, settings: Properties = {}): Promise<Plugin> {
        const { port, stop } = await serve(provider);
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
        const plugin = new Plugin(client, () => {
            client.close();
            stop();
        });
        const request = new proto.ConfigureRequest();
        request.setArgs(struct(settings));
        await answer<proto.ConfigureResponse>((done) => client.configure(request, done));
        return plugin;
    }

    async check(type: string, news: Properties, olds: Properties = {}) {
        const request = new proto.CheckRequest();
        request.setUrn(urnOf(type));
        request.setOlds(struct(olds));
        request.setNews(struct(news));
        request.setRandomseed(Buffer.from("seed"));
        const response = await answer<proto.CheckResponse>((done) => this.client.check(request, done));
        return {
            inputs: plain(response.getInputs()),
            failures: response.getFailuresList().map((failure) => failure.getReason()),
        };
    }

    async diff(type: string, id: string, olds: Properties, news: Properties) {
        const request = new proto.DiffRequest();
        request.setUrn(urnOf(type));
        request.setId(id);
        request.setOlds(struct(olds));
        request.setNews(struct(news));
        const response = await answer<proto.DiffResponse>((done) => this.client.diff(request, done));
        const detailed: Record<string, number> = {};
        response.getDetaileddiffMap().forEach((detail, path) => {
            detailed[path] = detail.getKind();
        });
        return {
            changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
            replaces: response.getReplacesList(),
            detailed,
            deleteBeforeReplace: response.getDeletebeforereplace(),
        };
    }

    async create(type: string, inputs: Properties, preview = false) {
        const request = new proto.CreateRequest();
        request.setUrn(urnOf(type));
        request.setProperties(struct(inputs));
        request.setPreview(preview);
        const response = await answer<proto.CreateResponse>((done) => this.client.create(request, done));
        return { id: response.getId(), state: plain(response.getProperties()) };
    }

    async read(type: string, id: string, state: Properties = {}, inputs: Properties = {}) {
        const request = new proto.ReadRequest();
        request.setUrn(urnOf(type));
        request.setId(id);
        request.setProperties(struct(state));
        request.setInputs(struct(inputs));
        const response = await answer<proto.ReadResponse>((done) => this.client.read(request, done));
        return {
            id: response.getId(),
            state: plain(response.getProperties()),
            inputs: plain(response.getInputs()),
        };
    }

    async update(type: string, id: string, olds: Properties, news: Properties, preview = false) {
        const request = new proto.UpdateRequest();
        request.setUrn(urnOf(type));
        request.setId(id);
        request.setOlds(struct(olds));
        request.setNews(struct(news));
        request.setPreview(preview);
        return plain((await answer<proto.UpdateResponse>((done) => this.client.update(request, done))).getProperties());
    }

    async delete(type: string, id: string, state: Properties): Promise<void> {
        const request = new proto.DeleteRequest();
        request.setUrn(urnOf(type));
        request.setId(id);
        request.setProperties(struct(state));
        await answer<Empty>((done) => this.client.delete(request, done));
    }

    async invoke(token: string, args: Properties = {}): Promise<Properties> {
        const request = new proto.InvokeRequest();
        request.setTok(token);
        request.setArgs(struct(args));
        return plain((await answer<proto.InvokeResponse>((done) => this.client.invoke(request, done))).getReturn());
    }
}

function answer<Response>(
    call: (done: (error: Error | null, response: Response) => void) => unknown,
): Promise<Response> {
    return new Promise((resolve, reject) => {
        call((error, response) => (error ? reject(error) : resolve(response)));
    });
}

function urnOf(type: string): string {
    return `urn:pulumi:test::project::${type}::sample`;
}

function struct(properties: Properties): Struct {
    return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

function plain(value: Struct | undefined): Properties {
    return (value?.toJavaScript() ?? {}) as Properties;
}
