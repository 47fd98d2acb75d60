package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.RecoverableFifoLink;
import dev.squall.lectures.links.RecoverableFifoLinkProgram;
import dev.squall.node.Environment;

/**
 * A recoverable FIFO link that stores a message and its number right after sending it instead of before.
 *
 * <p>Flaw: a crash between sending and storing loses the number of a message that the receiver has. The restarted
 * sender gives the same number to another message (lecture 2.3, exercise).
 *
 * <p>Symptom: accepted and acknowledged messages that are never delivered, because the receiver drops them as
 * duplicates.
 *
 * <p>Trigger: a power failure between the two steps, which loses the write of the number.
 */
public final class CounterWrittenAfterSending extends RecoverableFifoLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new RecoverableFifoLink(environment, options, above) {
            @Override
            protected void storeAndTransmit(String to, long number, Object message) {
                transmit(to, number, message);
                store(to, number, message);
            }
        };
    }
}
