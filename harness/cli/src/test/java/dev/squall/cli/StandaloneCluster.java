package dev.squall.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A Spark master and two workers with one core each, as processes on loopback. */
final class StandaloneCluster {

    private static final String OURS = "127.0.0.1";
    private static final int POLL_MILLIS = 200;

    private final Path home;
    private final Path folder;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final int port = freePort();
    private final int pagePort = freePort();

    /** Starts the processes, and waits until both workers have registered. */
    StandaloneCluster(Path home, Path folder) throws IOException, InterruptedException {
        this.home = home;
        this.folder = folder;
        // A test run that is ended from outside does not reach close().
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.forEach(Process::destroy)));
        start("master.Master", "--host", OURS, "--port", "" + port, "--webui-port", "" + pagePort);
        for (int number = 1; number <= 2; number++) {
            start(
                    "worker.Worker",
                    "--host",
                    OURS,
                    "--port",
                    "" + freePort(),
                    "--webui-port",
                    "" + freePort(),
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    Files.createDirectories(folder.resolve("worker-" + number)).toString(),
                    address());
        }
        try {
            awaitPage("\"aliveworkers\" : 2");
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Waits until the master's page contains a text. */
    void awaitPage(String text) throws IOException, InterruptedException {
        while (!page().contains(text)) {
            for (Process process : processes) {
                if (!process.isAlive()) {
                    throw new IOException("a process of the cluster has ended: see " + folder);
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Waits until no executor is left. */
    void awaitNoExecutor() throws InterruptedException {
        while (!executors().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(OURS))) {
            return socket.getLocalPort();
        }
    }

    private void start(String main, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(java(home, List.of(), "org.apache.spark.deploy." + main));
        words.addAll(List.of(arguments));
        processes.add(process(words, home)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + processes.size()).toFile())
                .start());
    }

    /** Returns the words of a JVM with Spark's jars before others. */
    static List<String> java(Path home, List<String> classPath, String main) {
        List<String> entries = new ArrayList<>(List.of(home.resolve("jars") + "/*"));
        entries.addAll(classPath);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "-Dspark.squall.executorWait=10m",
                "-cp",
                String.join(":", entries),
                main);
    }

    static ProcessBuilder process(List<String> words, Path home) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", OURS);
        builder.environment().put("NO_COLOR", "1");
        return builder;
    }

    String address() {
        return "spark://" + OURS + ":" + port;
    }

    private String page() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + OURS + ":" + pagePort + "/json/"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Returns the executors that the workers have started, in the order of their process numbers. */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(process -> process.toHandle().descendants())
                .sorted()
                .toList();
    }

    /** Ends all processes, and waits for them. */
    void close() throws InterruptedException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            List<ProcessHandle> children = process.toHandle().descendants().toList();
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
