package dev.squall.world.docker.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.node.host.TcpMain;
import dev.squall.world.WorldException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Class path of a program's nodes: the program, the host, and the host's libraries. */
public final class Libraries {

    private static final String FOLDER = "/squall/lib/";

    private final String programName;
    private final List<byte[]> jars;

    private Libraries(String programName, List<byte[]> jars) {
        this.programName = programName;
        this.jars = jars;
    }

    /** @throws WorldException if the class files cannot be read */
    public static Libraries of(Class<?> program) {
        Set<Path> sources = new LinkedHashSet<>();
        for (Class<?> each :
                List.of(program, TcpMain.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)) {
            sources.add(source(each));
        }
        try {
            List<byte[]> jars = new ArrayList<>();
            for (Path source : sources) {
                jars.add(Files.isDirectory(source) ? jar(source) : Files.readAllBytes(source));
            }
            return new Libraries(program.getName(), jars);
        } catch (IOException e) {
            throw new WorldException("the nodes' libraries " + sources + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path source(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " has no place on this machine", e);
        }
    }

    /** Returns a folder of classes as a jar. Equal classes give jars with equal bytes. */
    private static byte[] jar(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.walk(folder);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    /** Returns the program's class name. */
    public String programName() {
        return programName;
    }

    /** Returns the class path in the image. */
    public String classPath() {
        return IntStream.range(0, jars.size())
                .mapToObj(i -> FOLDER + i + ".jar")
                .collect(Collectors.joining(":"));
    }

    /** Returns the jars by path in the build's context. */
    SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < jars.size(); i++) {
            files.put("lib/" + i + ".jar", jars.get(i));
        }
        return files;
    }
}
