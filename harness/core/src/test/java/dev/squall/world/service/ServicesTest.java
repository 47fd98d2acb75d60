package dev.squall.world.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Message;
import dev.squall.node.wire.RawBody;
import dev.squall.world.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {

    private static final Pattern VALUE = Pattern.compile("\"value\":(\\d+)");

    private final Services services = new Services(new Seed(1));

    private String ask(String service, String client, String body) {
        return ask(services, service, client, body);
    }

    private static String ask(Services services, String service, String client, String body) {
        String json = body.replace('\'', '"');
        Message reply = services.serve(new Message(client, service, 7, Message.NO_ID, new RawBody("", json)), json);
        assertThat(reply.source()).isEqualTo(service);
        assertThat(reply.destination()).isEqualTo(client);
        assertThat(reply.inReplyTo()).isEqualTo(7);
        return ((RawBody) reply.body()).json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lin-kv", "seq-kv"})
    void storesReadWhatTheClientWrote(String service) {
        assertThat(ask(service, "n1", "{'type':'read','key':'k'}")).contains("\"code\":20", "\"in_reply_to\":7");
        assertThat(ask(service, "n1", "{'type':'write','key':'k','value':[1]}")).contains("write_ok");
        assertThat(ask(service, "n1", "{'type':'read','key':'k'}")).contains("read_ok", "\"value\":[1]");
        assertThat(ask(service, "n1", "{'type':'cas','key':'k','from':[2],'to':3}"))
                .contains("\"code\":22");
        assertThat(ask(service, "n1", "{'type':'cas','key':'k','from':[1],'to':3}"))
                .contains("cas_ok");
        assertThat(ask(service, "n1", "{'type':'cas','key':'x','from':0,'to':3}"))
                .contains("\"code\":20");
        assertThat(ask(service, "n1", "{'type':'cas','key':'x','from':0,'to':3,'create_if_not_exists':true}"))
                .contains("cas_ok");
    }

    @Test
    void timestampsIncrease() {
        assertThat(ask("lin-tso", "n1", "{'type':'ts'}")).contains("\"ts\":0");
        assertThat(ask("lin-tso", "n2", "{'type':'ts'}")).contains("\"ts\":1", "ts_ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "lin-kv; {'type':'append'}; \"code\":10",
                "lin-tso; {'type':'read'}; \"code\":10",
                "seq-kv; {'type':'write','key':1}; \"code\":12"
            })
    void requestsThatTheServiceDoesNotKnowAreErrors(String service, String body, String code) {
        assertThat(ask(service, "n1", body)).contains(code);
    }

    @Property(tries = 50)
    void sequentialReadsAreStaleAndNeverGoBack(@ForAll long seed) {
        List<Long> seen = reads("seq-kv", new Services(new Seed(seed)));
        assertThat(seen).isSorted();
    }

    @Test
    void staleReadsHappenInTheWeakStoresOnly() {
        assertThat(isStale("lin-kv")).isFalse();
        assertThat(isStale("seq-kv")).isTrue();
        assertThat(isStale("lww-kv")).isTrue();
    }

    @Test
    void lastWriteWinsReadsGoBack() {
        assertThat(reads("lww-kv", services))
                .isNotEqualTo(reads("lww-kv", services).stream().sorted().toList());
    }

    private boolean isStale(String service) {
        List<Long> seen = reads(service, new Services(new Seed(3)));
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) != i) {
                return true;
            }
        }
        return false;
    }

    /** Returns what one client reads after each write of another one, which writes 0, 1, 2, ... */
    private static List<Long> reads(String service, Services services) {
        List<Long> reads = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            ask(services, service, "n1", "{'type':'write','key':'k','value':" + i + "}");
            Matcher value = VALUE.matcher(ask(services, service, "n2", "{'type':'read','key':'k'}"));
            reads.add(value.find() ? Long.parseLong(value.group(1)) : -1);
        }
        return reads;
    }
}
