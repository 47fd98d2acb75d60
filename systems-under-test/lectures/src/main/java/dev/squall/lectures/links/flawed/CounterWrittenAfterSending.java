package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.RecoverableFifoLink;
import dev.squall.lectures.links.RecoverableFifoLinkProgram;
import dev.squall.node.Environment;

/**
 * A recoverable FIFO link that writes a message and its number to stable storage right after sending it instead of
 * before.
 *
 * <p>Wrong: a crash between sending and writing leaves a number that the receiver has seen and that the sender, when
 * it has restarted, gives to another message (lecture 2.3, exercise).
 *
 * <p>Shows: messages that are never delivered though they were accepted and acknowledged, since the receiver takes
 * them for duplicates.
 *
 * <p>By: a loss of power in the moment between the two, with the write lost.
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
