package dev.squall.world.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.wire.RawBody;
import dev.squall.world.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The services of one run: {@code lin-kv} is linearizable, {@code seq-kv} sequentially consistent with stale reads,
 * {@code lww-kv} eventually consistent, and {@code lin-tso} gives timestamps that increase. Not thread-safe.
 */
public final class Services {

    private static final String TIMESTAMPS = "lin-tso";
    private static final List<String> NAMES = List.of("lin-kv", "seq-kv", "lww-kv", TIMESTAMPS);
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, KeyValueStore> stores = new LinkedHashMap<>();
    private long lastTimestamp = -1;

    /** @param seed seed of the services' random choices, such as that of a stale version */
    public Services(Seed seed) {
        stores.put("lin-kv", SequentialStore.linearizable(seed.stream("service lin-kv")));
        stores.put("seq-kv", SequentialStore.sequential(seed.stream("service seq-kv")));
        stores.put("lww-kv", new LastWriteWinsStore(seed.stream("service lww-kv")));
    }

    /** Returns the names of all services. */
    public static List<String> names() {
        return NAMES;
    }

    /** Returns true if a destination is a service. */
    public static boolean isService(String name) {
        return NAMES.contains(name);
    }

    /**
     * Serves a request and returns the reply.
     *
     * @param request a message to a service, whose body is the JSON text {@code json}
     */
    public Message serve(Message request, String json) {
        ObjectNode reply;
        try {
            reply = reply(request.destination(), request.source(), JSON.readTree(json));
        } catch (JsonProcessingException e) {
            reply = error(ErrorCode.MALFORMED_REQUEST, "expected one JSON object");
        }
        if (request.messageId() != Message.NO_ID) {
            reply.put("in_reply_to", request.messageId());
        }
        RawBody body = new RawBody(reply.get("type").asText(), reply.toString());
        return new Message(request.destination(), request.source(), Message.NO_ID, request.messageId(), body);
    }

    private ObjectNode reply(String service, String client, JsonNode body) {
        String type = body.path("type").asText();
        if (service.equals(TIMESTAMPS)) {
            return type.equals("ts")
                    ? ok("ts_ok").put("ts", ++lastTimestamp)
                    : error(ErrorCode.NOT_SUPPORTED, service + " has no '" + type + "'; expected ts");
        }
        KeyValueStore store = stores.get(service);
        if (!List.of("read", "write", "cas").contains(type)) {
            return error(ErrorCode.NOT_SUPPORTED, service + " has no '" + type + "'; expected read, write or cas");
        }
        List<String> needed = type.equals("cas") ? List.of("key", "from", "to") : List.of("key", "value");
        for (String field : type.equals("read") ? List.of("key") : needed) {
            if (!body.has(field)) {
                return error(ErrorCode.MALFORMED_REQUEST, "a " + type + " without '" + field + "'");
            }
        }
        JsonNode key = body.get("key");
        return switch (type) {
            case "read" ->
                store.read(client, key)
                        .map(Services::found)
                        .orElseGet(() -> error(ErrorCode.KEY_DOES_NOT_EXIST, "key " + key + " does not exist"));
            case "write" -> {
                store.write(client, key, body.get("value"));
                yield ok("write_ok");
            }
            default -> compareAndSet(store, client, body);
        };
    }

    private static ObjectNode compareAndSet(KeyValueStore store, String client, JsonNode body) {
        JsonNode key = body.get("key");
        boolean creating = body.path("create_if_not_exists").asBoolean();
        return switch (store.compareAndSet(client, key, body.get("from"), body.get("to"), creating)) {
            case NONE -> ok("cas_ok");
            case ABSENT -> error(ErrorCode.KEY_DOES_NOT_EXIST, "key " + key + " does not exist");
            case OTHER_VALUE ->
                error(ErrorCode.PRECONDITION_FAILED, "key " + key + " does not hold " + body.get("from"));
        };
    }

    private static ObjectNode found(JsonNode value) {
        ObjectNode reply = ok("read_ok");
        reply.set("value", value);
        return reply;
    }

    private static ObjectNode ok(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static ObjectNode error(ErrorCode code, String text) {
        return JSON.createObjectNode()
                .put("type", "error")
                .put("code", code.code())
                .put("text", text);
    }
}
