package dev.squall.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodecTest {

    record Entry(long term, Body command) implements StableRecord {}

    record AppendEntries(int term, List<Entry> entries, Map<String, Long> acked, boolean last) implements Body {
        public boolean isHeartbeat() {
            return entries.isEmpty();
        }
    }

    record Clocks(Map<Long, List<String>> byTime, double drift, Body only, Colour colour, Integer boxed)
            implements Body {}

    record Unlisted(int n) implements Body {}

    record Hidden(String type) implements Body {}

    record BecameLeader(long term, List<String> voters) implements Fact {}

    enum Colour {
        RED,
        BLUE
    }

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(AppendEntries.class, Clocks.class), List.of(Entry.class), List.of(BecameLeader.class))
            .withBodies(LinKv.VOCABULARY)
            .withBodies(Control.VOCABULARY);
    private static final WireCodec CODEC = new WireCodec(VOCABULARY);

    @Property
    void everyMessageSurvivesTheWireOnOneLineOfAscii(
            @ForAll("bodies") Body body, @ForAll("ids") long messageId, @ForAll("ids") long inReplyTo) {
        Message message = new Message("n1", "c2", messageId, inReplyTo, body);

        String line = CODEC.encode(message);

        assertThat(line).matches("[\\x20-\\x7f]*");
        assertThat(CODEC.decode(line)).isEqualTo(message);
    }

    @Property
    void unknownMessageIsForwardedUnchanged(@ForAll("bodies") Body body) {
        WireCodec stranger = new WireCodec(new Vocabulary(List.of(), List.of(), List.of()));
        Message message = new Message("n1", "n2", 4, 3, body);

        String forwarded = stranger.encode(Envelope.parse(CODEC.encode(message)).toMessage());

        assertThat(CODEC.decode(forwarded)).isEqualTo(message);
    }

    @Property
    void everyStableRecordSurvives(@ForAll("stableRecords") StableRecord stableRecord) {
        assertThat(CODEC.decodeStableRecord(CODEC.encode(stableRecord))).isEqualTo(stableRecord);
    }

    @Property
    void everyFactSurvives(@ForAll("facts") Fact fact) {
        assertThat(CODEC.decodeFact(CODEC.encode(fact))).isEqualTo(fact);
    }

    @Test
    void lineHasMaelstromsForm() {
        assertThat(CODEC.encode(new Message("c1", "n2", 7, Message.NO_ID, new LinKv.Cas(1L, null, List.of("a", 2L)))))
                .isEqualTo("{\"src\":\"c1\",\"dest\":\"n2\",\"body\":{\"type\":\"cas\",\"key\":1,\"from\":null,"
                        + "\"to\":[\"a\",2],\"msg_id\":7}}");
    }

    @Test
    void theLineOfAForeignNodeIsUnderstood() {
        String line = " {\"id\": 3, \"src\": \"n1\", \"dest\": \"c1\", \"body\": {\"in_reply_to\": 1, \"extra\": [{}],"
                + " \"value\": 5, \"type\": \"read_ok\", \"msg_id\": null}} ";

        assertThat(CODEC.decode(line)).isEqualTo(new Message("n1", "c1", Message.NO_ID, 1, new LinKv.ReadOk(5L)));
    }

    @Test
    void aBodyOfAnUnknownTypeIsKeptVerbatim() {
        String body = "{ \"type\":\"gossip\", \"x\": 1.50, \"msg_id\":2,\"é\":\"ü\" }";

        Message message = CODEC.decode("{\"src\":\"n1\",\"dest\":\"n2\",\"body\":" + body + "}");

        assertThat(message).isEqualTo(new Message("n1", "n2", 2, Message.NO_ID, new RawBody("gossip", body)));
        assertThat(CODEC.encode(message)).contains(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1, {\"a\": 2}]", "{ }", "\"a\\nb\"", "-1.5e3", "null", "true", "{\"type\": 7, \"x\": []}"})
    void bodyOfAnyStructureIsForwardedUnchanged(String body) {
        Envelope envelope = Envelope.parse("{\"src\":\"n1\",\"body\":" + body + ",\"dest\":\"n2\"}");

        assertThat(envelope.body().json()).isEqualTo(body);
        assertThat(envelope.oddity()).isNotEmpty();
        assertThat(CODEC.encode(envelope.toMessage())).contains("\"body\":" + body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'read_ok','in_reply_to':3}; 'value' is missing in ; {type: read_ok, value: any JSON value}",
                "{'in_reply_to':3,'value':1}; no 'type' in ; one JSON object"
            })
    void replyThatBreaksTheProtocolKeepsItsRequest(String body, String found, String expected) {
        String line = "{'src':'n1','dest':'c1','body':" + body + "}";

        Message reply = CODEC.decodeReply(Envelope.parse(line.replace('\'', '"')));

        assertThat(reply.inReplyTo()).isEqualTo(3);
        assertThat(((MalformedBody) reply.body()).problem()).startsWith(found).contains("expected " + expected);
        assertThat(CODEC.encode(reply)).isEqualTo(line.replace('\'', '"'));
    }

    @Test
    void errorWithoutCodeIsIndefinite() {
        Message reply = CODEC.decodeReply(Envelope.parse(
                "{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{\"type\":\"error\",\"in_reply_to\":3,\"text\":\"no\"}}"));

        assertThat(reply.body()).isInstanceOfSatisfying(ErrorReply.class, error -> assertThat(error.code())
                .isEqualTo(13));
    }

    @Test
    void errorReplyHasTheProtocolsType() {
        assertThat(CODEC.encode(new Message("n1", "c1", Message.NO_ID, 1, new ErrorReply(11, "later"))))
                .isEqualTo("{\"src\":\"n1\",\"dest\":\"c1\",\"body\":"
                        + "{\"type\":\"error\",\"code\":11,\"text\":\"later\",\"in_reply_to\":1}}");
    }

    @Test
    void anErrorMayComeWithoutText() {
        Message message = CODEC.decode(
                "{\"src\":\"n1\",\"dest\":\"c1\",\"body\":{\"type\":\"error\",\"in_reply_to\":1,\"code\":11}}");

        assertThat(message.body()).isEqualTo(new ErrorReply(11, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "{\"src\":\"n1\"",
                "{\"src\":\"n1\",\"dest\":\"n2\"}",
                "{\"src\":1,\"dest\":\"n2\",\"body\":{\"type\":\"a\"}}",
                "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":[]}",
                "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{}}",
                "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"type\":\"a\",\"msg_id\":\"7\"}}",
                "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"type\":\"a\",\"msg_id\":99999999999999999999}}",
                "{\"src\":\"n1\",\"dest\":\"n2\",\"body\":{\"type\":\"a\"}} {}"
            })
    void lineThatIsNoMessageIsRefusedWithWhatIsExpected(String line) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> CODEC.decode(line))
                .withMessageContaining("expected one JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"read\"}",
                "{\"type\":\"error\",\"text\":\"no code\"}",
                "{\"type\":\"error\",\"code\":1.5,\"text\":\"\"}",
                "{\"type\":\"error\",\"code\":\"1\",\"text\":\"\"}",
                "{\"type\":\"error\",\"code\":1,\"text\":2}",
                "{\"type\":\"write\",\"key\":1,\"value\":1e400}",
                "{\"type\":\"write\",\"key\":1,\"value\":{\"a\":[-1e400]}}",
                "{\"type\":\"append_entries\",\"term\":1,\"entries\":{},\"acked\":{},\"last\":true}",
                "{\"type\":\"append_entries\",\"term\":1,\"acked\":{},\"last\":true,\"entries\":"
                        + "[{\"type\":\"entry\",\"term\":1,\"command\":{\"type\":\"java.lang.Runtime\"}}]}"
            })
    void incompleteBodyIsRefusedWithItsShape(String body) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> CODEC.decode("{\"src\":\"n1\",\"dest\":\"n2\",\"body\":" + body + "}"))
                .withMessageContaining("expected {type: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'write','value':1}; 'key' is missing in ; {type: write, key: any JSON value, value: any JSON",
                "{'type':'error','code':'1'}; 'code' has a value of the wrong type in ; {type: error, code: integer,",
                "{'type':'squall_fact','fact':{}}; 'type' of 'fact' is missing in ; {type: squall_fact, fact: object}",
                "{'type':'squall_fact','fact':{'type':'seen'}}; the type 'seen' is unknown in ; {type: "
            })
    void refusalNamesWhatIsWrongAndNoClass(String body, String found, String expected) {
        String line = "{'src':'n1','dest':'n2','body':" + body + "}";

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> CODEC.decode(line.replace('\'', '"')))
                .withMessageStartingWith(found)
                .withMessageContaining("expected " + expected)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("dev.squall", "java.lang"));
    }

    @Test
    void unknownRecordCannotBeEncoded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CODEC.encode(new Message("n1", "n2", 1, 2, new Unlisted(1))))
                .withMessageContaining("Unlisted is not in the vocabulary");
    }

    @Test
    void componentCannotHideEnvelopeKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WireCodec(new Vocabulary(List.of(Hidden.class), List.of(), List.of())))
                .withMessageContaining("has a component 'type'");
    }

    @Test
    void quoteIsShortAndOnOneLine() {
        String quoted = MalformedMessageException.quote("a\nb\u0007" + "x".repeat(5_000));

        assertThat(quoted)
                .startsWith("'a\\u000ab\\u0007xx")
                .endsWith("... (5004 characters)")
                .hasSizeLessThan(260);
    }

    @Provide
    Arbitrary<Body> bodies() {
        return new RecordArbitraries(VOCABULARY).anyOf(VOCABULARY.bodies());
    }

    @Provide
    Arbitrary<StableRecord> stableRecords() {
        return new RecordArbitraries(VOCABULARY).anyOf(VOCABULARY.stableRecords());
    }

    @Provide
    Arbitrary<Fact> facts() {
        return new RecordArbitraries(VOCABULARY).anyOf(VOCABULARY.facts());
    }

    @Provide
    Arbitrary<Long> ids() {
        return Arbitraries.oneOf(
                Arbitraries.of(Arrays.asList(Message.NO_ID)),
                Arbitraries.longs().greaterOrEqual(0));
    }
}
