package dev.squall.node.host;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Links over TCP. The sender makes one connection for each direction of each pair of nodes. So a packet filter on the
 * port of one node's links cuts exactly the messages to that node.
 *
 * <p>Fault model: fair-loss links. A message is received at most once, in the order of sending on its link, and never
 * from an ended life of the sender.
 *
 * <p>A message is lost if its connection breaks, the queue is full, or the link does not send the message within {@link
 * PeerLink#PATIENCE_MILLIS}. Without faults, a link loses nothing.
 */
final class TcpLinks implements Links {

    private final ServerSocket server;
    private final BlockingQueue<Runnable> events;
    private final Map<String, PeerLink> links = new LinkedHashMap<>();
    private final Disturbances disturbances = new Disturbances();
    private final List<Held> held = new ArrayList<>();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor(TcpLinks::daemon);
    private String nodeId;
    private int life;
    private long count;
    private Consumer<String> receive;
    private Consumer<Message> tell;

    /** A message that waits for the end of a disturbance. */
    private record Held(long holder, Runnable release) {}

    /**
     * @param server the socket that accepts connections of other nodes' links
     * @param events the queue of work for the node's thread
     */
    TcpLinks(ServerSocket server, BlockingQueue<Runnable> events) {
        this.server = server;
        this.events = events;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "late messages");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void open(Control.SquallLinks opening, Consumer<String> receive, Consumer<Message> tell) {
        this.nodeId = opening.nodeId();
        this.life = opening.life();
        this.receive = receive;
        this.tell = tell;
        opening.addresses().forEach((peer, address) -> {
            if (!peer.equals(nodeId)) {
                PeerLink link = new PeerLink(nodeId, life, peer, parse(address), this::loseLater);
                links.put(peer, link);
                link.start();
            }
        });
        new PeerListener(server, events, this::receive).start();
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("the address of a link is '" + address + "', expected host:port");
        }
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    @Override
    public void carry(String destination, String line) {
        PeerLink link = links.get(destination);
        if (link != null) {
            send(link, destination, count++, line);
        } else if (destination.equals(nodeId)) {
            long number = count++;
            events.add(() -> receive(nodeId, life, number, line));
        }
    }

    private void send(PeerLink link, String destination, long number, String line) {
        Disturbances.Fate fate = disturbances.next(destination);
        if (fate.isLost()) {
            tell(new Control.SquallLost(number));
            return;
        }
        if (fate.isHeld()) {
            held.add(new Held(fate.heldBy(), () -> link.offer(number, line, 0)));
        } else if (fate.isOvertakable()) {
            offerAfter(fate.delayNanos(), link, number, line);
        } else {
            link.offer(number, line, fate.delayNanos());
        }
        if (fate.copyDelayNanos() > 0) {
            offerAfter(fate.delayNanos() + fate.copyDelayNanos(), link, number, line);
        } else if (fate.isDuplicated()) {
            link.offer(number, line, fate.delayNanos());
        }
    }

    /** Sends a message later; messages that are sent until then overtake it. */
    private void offerAfter(long delayNanos, PeerLink link, long number, String line) {
        late.schedule(() -> link.offer(number, line, 0), delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void disturb(Control.SquallDisturbance disturbance) {
        disturbances.begin(disturbance);
    }

    @Override
    public void heal(Control.SquallHealing healing) {
        List<Held> released = held.stream()
                .filter(message -> message.holder() == healing.id())
                .toList();
        held.removeIf(message -> message.holder() == healing.id());
        released.forEach(message -> message.release().run());
        tell(disturbances.end(healing.id()));
    }

    private void receive(String sender, int senderLife, long number, String line) {
        tell(new Control.SquallReceived(sender, senderLife, number));
        receive.accept(line);
    }

    private void loseLater(long number) {
        events.add(() -> tell(new Control.SquallLost(number)));
    }

    private void tell(Body body) {
        tell.accept(new Message(nodeId, Control.HARNESS, Message.NO_ID, Message.NO_ID, body));
    }
}
