package dev.squall.real;

import dev.squall.node.Body;
import dev.squall.node.protocol.LinKv;
import dev.squall.world.server.NodeClient;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Client of one etcd node, by jetcd. The client never repeats a request, because a repeated request may be carried out
 * twice. Any error of jetcd is indefinite: after a time-out or a broken connection, the request may or may not have
 * been carried out.
 */
final class EtcdClient implements NodeClient {

    private static final ByteSequence PROBE = bytes("probe");

    private final String url;
    private final Client client;
    private final KV store;
    private final GetOption reads;

    EtcdClient(String url, boolean serializableReads) {
        this.url = url;
        this.client = Client.builder()
                .endpoints(url)
                .retryMaxAttempts(0)
                .waitForReady(false)
                .build();
        this.store = client.getKVClient();
        this.reads = GetOption.builder().withSerializable(serializableReads).build();
    }

    private static ByteSequence bytes(Object value) {
        return ByteSequence.from(Replies.bytes(value));
    }

    @Override
    public CompletableFuture<Body> call(String client, Body request) {
        if (request instanceof LinKv.Read read) {
            return store.get(bytes(read.key()), reads).thenApply(reply -> read(reply.getKvs()));
        }
        if (request instanceof LinKv.Write write) {
            return store.put(bytes(write.key()), bytes(write.value())).thenApply(reply -> new LinKv.WriteOk());
        }
        if (request instanceof LinKv.Cas cas) {
            ByteSequence key = bytes(cas.key());
            return store.txn()
                    .If(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.value(bytes(cas.from()))))
                    .Then(Op.put(key, bytes(cas.to()), PutOption.DEFAULT))
                    .Else(Op.get(key, GetOption.DEFAULT))
                    .commit()
                    .thenApply(EtcdClient::cas);
        }
        throw Replies.notUnderstood(request);
    }

    private static Body read(List<KeyValue> found) {
        return found.isEmpty()
                ? Replies.noSuchKey()
                : Replies.read(found.get(0).getValue().getBytes());
    }

    private static Body cas(TxnResponse reply) {
        if (reply.isSucceeded()) {
            return new LinKv.CasOk();
        }
        return reply.getGetResponses().get(0).getKvs().isEmpty() ? Replies.noSuchKey() : Replies.otherValue();
    }

    /** Returns true if the node answers a read. A node serves no client before it knows a leader. */
    @Override
    public CompletableFuture<Boolean> isServing() {
        return store.get(PROBE).handle((reply, problem) -> problem == null);
    }

    @Override
    public CompletableFuture<Boolean> isPrimary() {
        return client.getMaintenanceClient()
                .statusMember(url)
                .thenApply(status -> status.getLeader() == status.getHeader().getMemberId());
    }

    @Override
    public void close() {
        client.close();
    }
}
