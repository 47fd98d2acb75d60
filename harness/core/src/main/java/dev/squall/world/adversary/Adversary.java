package dev.squall.world.adversary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.squall.node.Message;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.WireCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * An adversary on the links between nodes. After its first tampering the adversary reads every message, and it may
 * change, forge and replay messages. The adversary knows no secret of the nodes. All methods are called on the
 * timeline's thread.
 */
public final class Adversary {

    /** Maximum number of remembered messages to each receiver that can be replayed. */
    private static final int REMEMBERED_MAX = 200;

    private static final Set<String> ENVELOPE_KEYS = Set.of("type", "msg_id", "in_reply_to");
    private static final String DIGITS = "0123456789abcdef";
    private static final JsonMapper JSON = new JsonMapper();

    private final Supplier<WireCodec> newCodec;
    private final List<String> nodeIds;
    private final Map<String, Deque<Message>> past = new HashMap<>();
    private WireCodec codec;

    /** @param newCodec creates a codec for the nodes' messages, called at the first tampering */
    public Adversary(Supplier<WireCodec> newCodec, List<String> nodeIds) {
        this.newCodec = newCodec;
        this.nodeIds = List.copyOf(nodeIds);
    }

    /**
     * The messages that arrive in place of a sent message.
     *
     * @param message the message that arrives instead of the sent one; empty if its corruption left no valid message
     * @param extra a second message that arrives after the first; empty if there is none
     */
    public record Arrivals(Optional<Message> message, Optional<Message> extra) {}

    /**
     * Returns the messages that arrive at the receiver of a sent message.
     *
     * @param tampering null to leave the message alone
     */
    public Arrivals tamper(Message message, Tampering tampering) {
        if (tampering == null && codec == null) {
            return new Arrivals(Optional.of(message), Optional.empty());
        }
        codec = codec == null ? newCodec.get() : codec;
        Deque<Message> remembered = past.computeIfAbsent(message.destination(), receiver -> new ArrayDeque<>());
        if (remembered.size() == REMEMBERED_MAX) {
            remembered.remove();
        }
        remembered.add(message);
        if (tampering == null) {
            return new Arrivals(Optional.of(message), Optional.empty());
        }
        SplittableRandom random = new SplittableRandom(tampering.draw());
        return switch (tampering.kind()) {
            case CORRUPTION -> new Arrivals(corrupted(message, random), Optional.empty());
            case FORGERY -> new Arrivals(Optional.of(message), Optional.of(forged(message, random)));
            case REPLAY ->
                new Arrivals(
                        Optional.of(message),
                        Optional.of(List.copyOf(remembered).get(random.nextInt(remembered.size()))));
        };
    }

    private Message forged(Message message, RandomGenerator random) {
        // Excludes the receiver as forged sender if there is a third node: a node's messages to itself are not on any
        // link.
        List<String> others = nodeIds.stream()
                .filter(node ->
                        !node.equals(message.source()) && (nodeIds.size() == 2 || !node.equals(message.destination())))
                .toList();
        String source = others.get(random.nextInt(others.size()));
        return new Message(source, message.destination(), message.messageId(), message.inReplyTo(), message.body());
    }

    private Optional<Message> corrupted(Message message, RandomGenerator random) {
        try {
            ObjectNode envelope = (ObjectNode) JSON.readTree(codec.encode(message));
            List<Consumer<RandomGenerator>> values = new ArrayList<>();
            envelope.path("body").properties().forEach(field -> {
                if (!ENVELOPE_KEYS.contains(field.getKey())) {
                    collect(field.getValue(), value -> field.setValue(value), values);
                }
            });
            if (values.isEmpty()) {
                return Optional.empty();
            }
            values.get(random.nextInt(values.size())).accept(random);
            return Optional.of(codec.decode(JSON.writeValueAsString(envelope)));
        } catch (MalformedMessageException noMessageAnyMore) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an encoded message is no JSON: " + e.getMessage(), e);
        }
    }

    /** Collects, for each number, text and truth value in a message, an action that changes the value. */
    private static void collect(JsonNode node, Consumer<JsonNode> setter, List<Consumer<RandomGenerator>> values) {
        if (node instanceof ContainerNode<?>) {
            if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    int index = i;
                    collect(array.get(i), value -> array.set(index, value), values);
                }
            } else {
                node.properties().forEach(field -> collect(field.getValue(), field::setValue, values));
            }
        } else if (!node.isNull()) {
            values.add(random -> setter.accept(changed(node, random)));
        }
    }

    private static JsonNode changed(JsonNode value, RandomGenerator random) {
        if (value.isBoolean()) {
            return BooleanNode.valueOf(!value.asBoolean());
        } else if (value.isIntegralNumber()) {
            return JsonNodeFactory.instance.numberNode(value.asLong() ^ 1L << random.nextInt(8));
        } else if (value.isNumber()) {
            return JsonNodeFactory.instance.numberNode(value.asDouble() == 0 ? 1 : -value.asDouble());
        }
        String text = value.asText();
        int place = text.isEmpty() ? 0 : random.nextInt(text.length());
        String before = text.substring(0, place);
        String after = text.isEmpty() ? "" : text.substring(place + 1);
        char other = DIGITS.charAt(random.nextInt(DIGITS.length()));
        char old = text.isEmpty() ? ' ' : text.charAt(place);
        return TextNode.valueOf(before + (other == old ? 'x' : other) + after);
    }
}
