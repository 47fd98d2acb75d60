package dev.squall.node.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.squall.node.Message;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A message whose body is not decoded. Delivering the message needs only the envelope, which takes one pass over the
 * line.
 *
 * @param messageId {@code msg_id} of the body, or {@link Message#NO_ID}
 * @param inReplyTo {@code in_reply_to} of the body, or {@link Message#NO_ID}
 * @param body the body object as received, with its type and ids
 */
public record Envelope(String source, String destination, long messageId, long inReplyTo, RawBody body) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String EXPECTED = "one JSON object {\"src\": string, \"dest\": string, \"body\": {\"type\": "
            + "string, \"msg_id\": integer or absent, \"in_reply_to\": integer or absent, ...}} on a line";

    /**
     * Reads one line. Unknown keys are ignored.
     *
     * @throws MalformedMessageException if the line is not a message
     */
    public static Envelope parse(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            return new Scan(line, parser).envelope();
        } catch (JacksonException e) {
            throw new MalformedMessageException(line, "no JSON (" + e.getOriginalMessage() + ")", EXPECTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the message with its body undecoded. */
    public Message toMessage() {
        return new Message(source, destination, messageId, inReplyTo, body);
    }

    private static final class Scan {
        private final String line;
        private final JsonParser parser;
        private String source;
        private String destination;
        private String type;
        private String bodyJson;
        private long messageId = Message.NO_ID;
        private long inReplyTo = Message.NO_ID;

        Scan(String line, JsonParser parser) {
            this.line = line;
            this.parser = parser;
        }

        Envelope envelope() throws IOException {
            expect(parser.nextToken(), JsonToken.START_OBJECT, "no JSON object");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (key) {
                    case "src" -> source = string(value, key);
                    case "dest" -> destination = string(value, key);
                    case "body" -> body(value);
                    default -> parser.skipChildren();
                }
            }
            expect(parser.nextToken(), null, "more than one JSON value");
            present(source, "src");
            present(destination, "dest");
            present(bodyJson, "body");
            return new Envelope(source, destination, messageId, inReplyTo, new RawBody(type, bodyJson));
        }

        private void body(JsonToken first) throws IOException {
            expect(first, JsonToken.START_OBJECT, "a body that is no object");
            int start = (int) parser.currentTokenLocation().getCharOffset();
            type = null;
            messageId = Message.NO_ID;
            inReplyTo = Message.NO_ID;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (key) {
                    case "type" -> type = string(value, key);
                    case "msg_id" -> messageId = id(value, key);
                    case "in_reply_to" -> inReplyTo = id(value, key);
                    default -> parser.skipChildren();
                }
            }
            present(type, "type");
            bodyJson = line.substring(start, (int) parser.currentTokenLocation().getCharOffset() + 1);
        }

        private String string(JsonToken value, String key) throws IOException {
            expect(value, JsonToken.VALUE_STRING, "a '" + key + "' that is no string");
            return parser.getText();
        }

        private long id(JsonToken value, String key) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return Message.NO_ID;
            }
            expect(value, JsonToken.VALUE_NUMBER_INT, "a '" + key + "' that is no integer");
            return parser.getLongValue();
        }

        private void expect(JsonToken token, JsonToken expected, String found) {
            if (token != expected) {
                throw new MalformedMessageException(line, found, EXPECTED);
            }
        }

        private void present(String value, String key) {
            if (value == null) {
                throw new MalformedMessageException(line, "no '" + key + "'", EXPECTED);
            }
        }
    }
}
