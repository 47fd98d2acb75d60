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
 * line. Bodies between nodes are free, so a body of any structure is accepted and its oddity is noted.
 *
 * @param messageId {@code msg_id} of the body, or {@link Message#NO_ID}
 * @param inReplyTo {@code in_reply_to} of the body, or {@link Message#NO_ID}
 * @param body the body as received, with its type and ids; the type is empty if the body has none
 * @param oddity clause on what a request or reply of a client may not have, such as {@code no 'type'}; else empty
 */
public record Envelope(String source, String destination, long messageId, long inReplyTo, RawBody body, String oddity) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String EXPECTED = "one JSON object {\"src\": string, \"dest\": string, \"body\": {\"type\": "
            + "string, \"msg_id\": integer or absent, \"in_reply_to\": integer or absent, ...}} on a line";

    /**
     * Reads one line. Unknown keys are ignored.
     *
     * @throws MalformedMessageException if the line is not one JSON object with a source, a destination and a body
     */
    public static Envelope parse(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            return new Scan(line, parser).envelope();
        } catch (JacksonException e) {
            throw new MalformedMessageException(line, "no JSON from column " + column(e) + " on", EXPECTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int column(JacksonException e) {
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
    }

    /** @throws MalformedMessageException if the body may not be that of a request, or of a reply to one */
    void requireRegular() {
        if (!oddity.isEmpty()) {
            throw new MalformedMessageException(body.json(), oddity, EXPECTED);
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
        private String oddity = "";
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
            return new Envelope(source, destination, messageId, inReplyTo, new RawBody(type, bodyJson), oddity);
        }

        private void body(JsonToken first) throws IOException {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            type = "";
            oddity = "";
            messageId = Message.NO_ID;
            inReplyTo = Message.NO_ID;
            if (first != JsonToken.START_OBJECT) {
                oddity = "a body that is no object";
                parser.skipChildren();
            } else {
                fields();
            }
            bodyJson = first.isStructStart()
                    ? line.substring(start, (int) parser.currentTokenLocation().getCharOffset() + 1)
                    : scalar(first, start);
        }

        private String scalar(JsonToken value, int start) throws IOException {
            String text = parser.getText();
            // Reading the text moves the parser to the end of a string; the text itself is without its escapes.
            return value == JsonToken.VALUE_STRING
                    ? line.substring(start, (int) parser.currentLocation().getCharOffset())
                    : text;
        }

        private void fields() throws IOException {
            boolean hasType = false;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (key) {
                    case "type" -> {
                        hasType = true;
                        type = type(value);
                    }
                    case "msg_id" -> messageId = id(value, key);
                    case "in_reply_to" -> inReplyTo = id(value, key);
                    default -> parser.skipChildren();
                }
            }
            if (!hasType) {
                oddity = "no 'type'";
            }
        }

        private String type(JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_STRING) {
                return parser.getText();
            }
            oddity = "a 'type' that is no string";
            parser.skipChildren();
            return "";
        }

        private String string(JsonToken value, String key) throws IOException {
            expect(value, JsonToken.VALUE_STRING, "a '" + key + "' that is no string");
            return parser.getText();
        }

        private long id(JsonToken value, String key) throws IOException {
            if (value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                return parser.getLongValue();
            }
            if (value != JsonToken.VALUE_NULL) {
                oddity = "a '" + key + "' that is no integer of 64 bits";
                parser.skipChildren();
            }
            return Message.NO_ID;
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
