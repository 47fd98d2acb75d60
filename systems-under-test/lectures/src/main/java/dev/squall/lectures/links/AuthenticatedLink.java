package dev.squall.lectures.links;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.squall.lectures.links.LinkMessages.Sealed;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A fair-loss link over an arbitrary link, by authentication (lecture 2.3). Sender, receiver, sequence number and
 * content are authenticated by HMAC-SHA-256 (RFC 2104). The nodes share the key, and the adversary does not know it.
 *
 * <p>A message that is corrupted or forged has a wrong tag and is dropped, so tampering is only loss. A replayed
 * message carries a sequence number that was received before, and is dropped too. The received numbers are in memory
 * only, so the model is crash-stop.
 */
public class AuthenticatedLink implements Link {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] KEY = "the nodes' secret".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Environment network;
    private final Receiver above;
    private final Mac mac = newMac();
    private final Map<String, Long> sentCount = new TreeMap<>();
    private final Map<String, ReceivedNumbers> received = new TreeMap<>();

    public AuthenticatedLink(Environment network, Receiver above) {
        this.network = network;
        this.above = above;
    }

    @Override
    public final void start() {
        // An authenticated link has nothing to initialise: sequence numbers start with the first message.
    }

    @Override
    public final void send(String to, Object message) {
        long number = sentCount.merge(to, 1L, Long::sum);
        String content;
        try {
            content = JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the message " + message + " cannot be sent; expected JSON", e);
        }
        network.send(to, new Sealed(number, content, tag(network.nodeId(), to, number, content)));
    }

    @Override
    public final void receive(Message message) {
        String from = message.source();
        if (message.body() instanceof Sealed sealed && isAuthentic(from, sealed) && isFresh(from, sealed.number())) {
            try {
                above.deliver(from, JSON.readValue(sealed.content(), Object.class));
            } catch (JsonProcessingException e) {
                // Only a variant without authentication gets here: the corrupted content is no JSON, and the link drops
                // the message.
            }
        }
    }

    /** Returns true if the tag proves that node {@code from} sent the message to the local node. */
    protected boolean isAuthentic(String from, Sealed sealed) {
        String expected = tag(from, network.nodeId(), sealed.number(), sealed.content());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), sealed.tag().getBytes(StandardCharsets.UTF_8));
    }

    /** Records a received sequence number, and returns true if the number is new. */
    protected boolean isFresh(String from, long number) {
        return received.computeIfAbsent(from, node -> new ReceivedNumbers()).add(number);
    }

    private String tag(String from, String to, long number, String content) {
        byte[] text = authenticatedText(from, to, number, content).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(mac.doFinal(text));
    }

    private static Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(KEY, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java has no " + ALGORITHM + "; expected it in every Java platform", e);
        }
    }

    /**
     * Returns the text that the tag covers. Each name is preceded by its length, so different pairs of names give
     * different texts.
     */
    protected String authenticatedText(String from, String to, long number, String content) {
        return from.length() + ":" + from + to.length() + ":" + to + number + ":" + content;
    }

    /** Returns 0, because nothing is acknowledged. */
    @Override
    public final long backlog(String to) {
        return 0;
    }
}
