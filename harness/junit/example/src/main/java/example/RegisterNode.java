package example;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.HashMap;
import java.util.Map;

/** Registers at the first node, to which all other nodes forward clients' requests. Messages must not be duplicated. */
public class RegisterNode implements Node {

    /** A client's request; a read if {@code value} is null. */
    record Request(String client, long messageId, Object key, Object value) implements Body {}

    record Stored(Object key, Object value) implements StableRecord {}

    private final Environment environment;
    private final Map<Object, Object> values = new HashMap<>();

    public RegisterNode(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void start() {
        environment.storage().read().forEach(record -> values.put(((Stored) record).key(), ((Stored) record).value()));
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Request request) {
            Body answer = request.value() == null ? read(request.key()) : write(request);
            environment.send(
                    new Message(environment.nodeId(), request.client(), Message.NO_ID, request.messageId(), answer));
        } else if (message.body() instanceof LinKv.Write write) {
            passOn(message, write.key(), write.value());
        } else if (message.body() instanceof LinKv.Read read) {
            passOn(message, read.key(), null);
        }
    }

    private void passOn(Message message, Object key, Object value) {
        String first = environment.nodeIds().get(0);
        environment.send(first, new Request(message.source(), message.messageId(), key, value));
    }

    private Body read(Object key) {
        return values.containsKey(key)
                ? new LinKv.ReadOk(values.get(key))
                : new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "no value was written to it");
    }

    private Body write(Request request) {
        keep(new Stored(request.key(), request.value()));
        values.put(request.key(), request.value());
        return new LinKv.WriteOk();
    }

    /** Stores a write before it is acknowledged, so that a crash does not undo an acknowledged write. */
    void keep(Stored stored) {
        environment.storage().append(stored);
        environment.storage().sync();
    }
}
