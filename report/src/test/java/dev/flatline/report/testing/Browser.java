package dev.flatline.report.testing;

import dev.flatline.core.testing.Requires;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a mouse and a keyboard. */
public final class Browser implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Ends the calling test where there is none; see {@link Requires}. */
    public static Browser orSkip() {
        Requires.present(
                "browser",
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "there is no " + BROWSER + " with " + DRIVER + " (Debian: chromium, chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1280,900");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER.toString()))
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /** Loads a page anew, in light colours, with nothing remembered of it. */
    public void open(Path page) {
        media("", "light");
        width(1280);
        driver.get(page.toUri().toString());
        script("sessionStorage.clear()");
        driver.navigate().refresh();
    }

    /** Makes the window as wide as that, and a phone of it when it is narrow. */
    public void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 500));
    }

    /** Lets the page believe in a medium ({@code print}; empty for the screen) and in what the system's colours are. */
    public void media(String medium, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        // The page hears of it when it is painted the next time.
        driver.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    /** Whatever a script returns. */
    public Object script(String text) {
        Object result = driver.executeScript(text);
        return result == null ? "" : result;
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Begins something with mouse or keyboard. */
    public Actions act() {
        return new Actions(driver);
    }

    /** What the page wrote to its console since the last call. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The addresses of other hosts that the page asked for since the last call. */
    public List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message ->
                        message.contains("Network.requestWillBeSent\"") || message.contains("Network.webSocketCreated"))
                .filter(message -> message.matches("(?s).*\"url\":\"(https?|wss?|ftp):.*"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
