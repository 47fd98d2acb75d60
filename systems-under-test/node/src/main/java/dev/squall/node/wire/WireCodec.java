package dev.squall.node.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Codec between JSON and the messages, stable records and facts of one vocabulary. An encoded record is one line of
 * ASCII without a line end.
 *
 * <p>Decoding an encoded record returns an equal record if {@link Object} components hold only values that JSON
 * distinguishes: {@code null}, {@link Boolean}, {@link Long}, {@link Double}, {@link String}, lists, and maps with
 * string keys.
 *
 * <p>Immutable and thread-safe. Encoding and decoding take time linear in the length of the text.
 */
public final class WireCodec {

    private static final String ERROR = Vocabulary.wireType(ErrorReply.class);
    private static final Set<String> RESERVED_KEYS = Set.of("type", "msg_id", "in_reply_to");

    private final Map<String, JavaType> bodies = new LinkedHashMap<>();
    private final Set<Class<?>> known;
    private final JsonMapper mapper;

    /**
     * @param vocabulary the records to encode and decode; the bodies of {@link Control} are always added
     * @throws IllegalArgumentException if a record has a component with a reserved key of the envelope
     */
    public WireCodec(Vocabulary vocabulary) {
        Vocabulary all = vocabulary.withBodies(Control.VOCABULARY);
        this.mapper = RecordMapper.of(all);
        this.known = RecordMapper.classes(all);
        known.forEach(WireCodec::requireNoReservedKey);
        all.bodies().forEach((type, recordClass) -> bodies.put(type, mapper.constructType(recordClass)));
    }

    /**
     * Encodes a message as one line of the wire, without a line end.
     *
     * @throws IllegalArgumentException if the body's class is not in the vocabulary
     */
    public String encode(Message message) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = mapper.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("src", message.source());
            json.writeStringField("dest", message.destination());
            json.writeFieldName("body");
            if (message.body() instanceof RawBody raw) {
                json.writeRawValue(raw.json());
            } else if (message.body() instanceof MalformedBody malformed) {
                json.writeRawValue(malformed.json());
            } else {
                json.writeTree(withIds(message));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private ObjectNode withIds(Message message) {
        requireKnown(message.body());
        ObjectNode body = mapper.valueToTree(message.body());
        if (message.messageId() != Message.NO_ID) {
            body.put("msg_id", message.messageId());
        }
        if (message.inReplyTo() != Message.NO_ID) {
            body.put("in_reply_to", message.inReplyTo());
        }
        return body;
    }

    /**
     * Reads one line of the wire. A body whose type is not in the vocabulary becomes a {@link RawBody}.
     *
     * @throws MalformedMessageException if the line is not a message, or a component is missing or has a wrong type
     */
    public Message decode(String line) {
        return decode(Envelope.parse(line));
    }

    /**
     * Decodes the body of a message.
     *
     * @throws MalformedMessageException if a component is missing or has a wrong type
     */
    public Message decode(Envelope envelope) {
        envelope.requireRegular();
        JavaType type = bodies.get(envelope.body().type());
        if (type == null) {
            return envelope.toMessage();
        }
        return withBody(envelope, read(envelope.body().json(), type));
    }

    /**
     * Decodes the body of a node's reply to a client. A body that breaks the protocol becomes a {@link MalformedBody},
     * and an error without a code becomes the indefinite error {@link ErrorCode#CRASH}.
     */
    public Message decodeReply(Envelope envelope) {
        try {
            return decode(envelope);
        } catch (MalformedMessageException e) {
            String json = envelope.body().json();
            Body body = envelope.body().type().equals(ERROR)
                    ? new ErrorReply(ErrorCode.CRASH, "an error without an integer 'code': " + json)
                    : new MalformedBody(json, e.getMessage());
            return withBody(envelope, body);
        }
    }

    private static Message withBody(Envelope envelope, Body body) {
        return new Message(envelope.source(), envelope.destination(), envelope.messageId(), envelope.inReplyTo(), body);
    }

    /**
     * Encodes a stable record on one line.
     *
     * @throws IllegalArgumentException if the record's class is not in the vocabulary
     */
    public String encode(StableRecord stableRecord) {
        return write(stableRecord);
    }

    /** @throws MalformedMessageException if the text is not a stable record of the vocabulary */
    public StableRecord decodeStableRecord(String json) {
        return read(json, mapper.constructType(StableRecord.class));
    }

    /**
     * Encodes a fact on one line.
     *
     * @throws IllegalArgumentException if the record's class is not in the vocabulary
     */
    public String encode(Fact fact) {
        return write(fact);
    }

    /** @throws MalformedMessageException if the text is not a fact of the vocabulary */
    public Fact decodeFact(String json) {
        return read(json, mapper.constructType(Fact.class));
    }

    private String write(Object value) {
        requireKnown(value);
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String json, JavaType type) {
        T value;
        try {
            value = mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException(
                    json, RecordMapper.problem(e), RecordMapper.expected(e, type.getRawClass()));
        }
        if (value == null) {
            throw new MalformedMessageException(json, "null", RecordMapper.shape(type.getRawClass()));
        }
        return value;
    }

    private void requireKnown(Object value) {
        if (!known.contains(value.getClass())) {
            throw new IllegalArgumentException(value.getClass().getName()
                    + " is not in the vocabulary: name it in vocabulary() of the node's program");
        }
    }

    private static void requireNoReservedKey(Class<?> recordClass) {
        for (var component : recordClass.getRecordComponents()) {
            if (RESERVED_KEYS.contains(component.getName())) {
                throw new IllegalArgumentException(recordClass.getName() + " has a component '" + component.getName()
                        + "', a key of the envelope's own: give it another name");
            }
        }
    }
}
