package dev.squall.spark;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Address of a standalone Spark master. */
record MasterAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("spark://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\]):(\\d{1,5})");
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int PORT_MAX = 65_535;

    /** @throws WorldException if the text is not the address of a master */
    static MasterAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches() && Integer.parseInt(matcher.group(2)) <= PORT_MAX) {
            return new MasterAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
        throw new WorldException("the master is '" + text + "'; expected an address such as spark://HOST:7077");
    }

    /**
     * Connects to the master once. Spark itself would try for a minute.
     *
     * @throws WorldException if nothing listens at the address
     */
    void requireListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), TIMEOUT_MILLIS);
        } catch (UnknownHostException e) {
            throw new WorldException("there is no Spark master at " + this + ": the host is unknown", e);
        } catch (IOException e) {
            throw new WorldException(
                    "there is no Spark master at " + this + " (" + e.getMessage()
                            + "); expected the address at the top of the master's page",
                    e);
        }
    }

    /** Returns true if the master is on this machine alone, so that its workers are too. */
    boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return SparkEngine.SCHEME + host + ":" + port;
    }
}
