import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One node with security on the loopback, at a port that is free: <code>RunNode HOME RUN</code>. Its users are in
 * <code>RUN/config</code>. It logs nothing but the port.
 */
public final class RunNode {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path run = Path.of(args[1]);
        Settings settings = Settings.builder()
            .put("cluster.name", "elastic-tests")
            .put("node.name", "n1")
            .put("path.home", home)
            .put("path.data", run.resolve("data"))
            .put("path.logs", run.resolve("logs"))
            .put("path.repo", run.resolve("snapshots"))
            .put("network.host", "127.0.0.1")
            .put("http.port", 0)
            .put("transport.port", 0)
            .put("discovery.type", "single-node")
            // A full disk of the machine is not what is tested.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("xpack.security.enabled", true)
            // Nothing leaves the machine; the operator's certificates are not what is tested.
            .put("xpack.security.http.ssl.enabled", false)
            .put("xpack.security.transport.ssl.enabled", false)
            .build();
        LogConfigurator.configureWithoutConfig(settings);
        Environment environment =
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), run.resolve("config"), () -> "n1");
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of());
        Node node = new Node(environment, modules).start();
        int port = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
        System.out.println("serves 127.0.0.1:" + port);
        Thread.currentThread().join();
    }
}
