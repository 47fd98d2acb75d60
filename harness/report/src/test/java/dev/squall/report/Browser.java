package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium with a profile of its own. One test class uses it at a time, from one thread. It is the installed
 * browser with the installed driver; nothing is downloaded.
 */
public final class Browser implements AutoCloseable {

    /** Colour scheme of a page. */
    public enum Scheme {
        LIGHT,
        DARK
    }

    private static final Path CHROMIUM = Path.of(System.getProperty("squall.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HEIGHT_PIXELS = 900;
    private static final int PHONE_PIXELS_MAX = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Held, so that its level stays: Selenium complains of each Chromium that is newer than itself. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;
    private int widthPixels;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one; where Chromium is not installed, the test that calls this is skipped and says so. */
    public static Browser start(Path profileFolder) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "there is no browser at " + CHROMIUM + "; Debian: apt-get install chromium chromium-driver");
        DEVTOOLS.setLevel(Level.OFF);
        System.setProperty("SE_AVOID_STATS", "true");
        System.setProperty("SE_OFFLINE", "true");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options(profileFolder));
        driver.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(2));
        return new Browser(driver);
    }

    private static ChromeOptions options(Path profileFolder) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-quic",
                "--no-first-run",
                "--disable-component-update",
                "--disable-sync",
                "--force-device-scale-factor=1",
                "--hide-scrollbars",
                "--user-data-dir=" + profileFolder);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    /**
     * Opens a file at a width, if it is narrow as on a phone, and waits until it is loaded. What earlier pages logged
     * is forgotten.
     */
    public void open(Path file, int widthPixels, Scheme scheme) {
        open(file.toUri(), widthPixels, scheme);
    }

    /** As {@link #open(Path, int, Scheme)}, from a server. */
    public void open(URI address, int widthPixels, Scheme scheme) {
        this.widthPixels = widthPixels;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        widthPixels,
                        "height",
                        HEIGHT_PIXELS,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        widthPixels < PHONE_PIXELS_MAX));
        driver.executeCdpCommand(
                "Emulation.setTouchEmulationEnabled", Map.of("enabled", widthPixels < PHONE_PIXELS_MAX));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of(
                                "name",
                                "prefers-color-scheme",
                                "value",
                                scheme.name().toLowerCase(Locale.ROOT)))));
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        driver.get(address.toString());
    }

    public void open(Path file) {
        open(file, 1280, Scheme.LIGHT);
    }

    /**
     * Returns the result of a script of the form {@code return ...;}: null, Boolean, Long, Double, String, List or Map.
     */
    public Object script(String body, Object... arguments) {
        return driver.executeScript(body, arguments);
    }

    /** Waits until a script returns true. */
    public void await(String body) {
        Object met = driver.executeAsyncScript("const done = arguments[0];"
                + "const deadline = performance.now() + " + PATIENCE.toMillis() + ";"
                + "const isMet = () => {" + body + "};"
                + "const look = () => isMet() ? done(true)"
                + "  : performance.now() > deadline ? done(false) : requestAnimationFrame(look);"
                + "look();");
        if (!Boolean.TRUE.equals(met)) {
            throw new AssertionError("never true: " + body + "\nthe console says: " + consoleErrors());
        }
    }

    /** The first element that a CSS selector finds. */
    public WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Mouse and keyboard. */
    public Actions actions() {
        return new Actions(driver);
    }

    /**
     * Puts fingers on the page, moves them, or with none takes them away.
     *
     * @param type {@code touchStart}, {@code touchMove} or {@code touchEnd}
     * @param points where each is in the window, {@code x} and {@code y} by turns
     */
    public void touch(String type, int... points) {
        List<Map<String, Object>> fingers = new ArrayList<>();
        for (int i = 0; i < points.length; i += 2) {
            fingers.add(Map.of("x", points[i], "y", points[i + 1], "id", i));
        }
        driver.executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", fingers));
    }

    /** Returns the page's errors and warnings since it was opened, or since the last call. */
    public List<String> consoleErrors() {
        List<String> errors = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                errors.add(entry.getMessage());
            }
        }
        return errors;
    }

    /**
     * Returns the URLs other than of files and embedded data that the page requested since it was opened, or since the
     * last call.
     */
    public List<String> requestsThatLeft() {
        List<String> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = parse(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                String url = message.path("params").path("request").path("url").asText();
                if (!url.startsWith("file:") && !url.startsWith("data:") && !url.startsWith("blob:")) {
                    requests.add(url);
                }
            }
        }
        return requests;
    }

    /** Writes a picture of the whole page, as tall as it is. */
    public void screenshot(Path png) {
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        try {
            Files.createDirectories(png.toAbsolutePath().getParent());
            Files.write(png, OutputType.BYTES.convertFromBase64Png((String) picture.get("data")));
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + png, e);
        }
    }

    /** Fails if something stands out of the page to its right, so that it would have to be scrolled sideways. */
    public void assertFitsItsWidth() {
        assertThat(script("return window.innerWidth;"))
                .as("the width, to which a phone shrinks a page that is too wide")
                .isEqualTo((long) widthPixels);
        assertThat(script("return document.documentElement.scrollWidth - document.documentElement.clientWidth;"))
                .as("pixels by which the page is too wide")
                .isEqualTo(0L);
    }

    /** Returns the serious and critical violations that axe-core finds: rule, impact, and elements. */
    public List<String> accessibilityViolations() {
        script(axe());
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then((results) => done(results.violations"
                + ".filter((v) => v.impact === 'serious' || v.impact === 'critical')"
                + ".map((v) => v.id + ' (' + v.impact + '): ' + v.nodes.map((n) => n.html).join(' | '))));");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("axe-core cannot be read", e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("the browser's log is no JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
