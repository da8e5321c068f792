import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.elasticsearch.cluster.metadata.ProjectMetadata;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.compress.CompressedXContent;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.IndexMode;
import org.elasticsearch.index.IndexSettingProvider;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.index.mapper.Mapper;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.MapperPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xpack.core.ilm.LifecycleSettings;
import org.elasticsearch.xpack.core.transform.TransformNamedXContentProvider;

/**
 * What modules bring that cannot be had: their settings for real, their field types as the nearest type of the server,
 * and what a node with the free licence does with <code>_source</code>. Also verdicts, and snapshots at once, which no real node
 * has.
 */
public final class StandInsPlugin extends Plugin implements ActionPlugin, MapperPlugin {

    @Override
    public List<Setting<?>> getSettings() {
        return List.of(
            LifecycleSettings.LIFECYCLE_NAME_SETTING,
            LifecycleSettings.LIFECYCLE_INDEXING_COMPLETE_SETTING,
            LifecycleSettings.LIFECYCLE_STEP_WAIT_TIME_THRESHOLD_SETTING);
    }

    @Override
    public Map<String, Mapper.TypeParser> getMappers() {
        return StandInFields.parsers;
    }

    /** With the free licence an index of mode logsdb keeps each document as it was sent. */
    @Override
    public Collection<IndexSettingProvider> getAdditionalIndexSettingProviders(IndexSettingProvider.Parameters parameters) {
        return List.of(new IndexSettingProvider() {
            @Override
            public void provideAdditionalSettings(String index, String stream, IndexMode mode, ProjectMetadata project,
                    Instant resolvedAt, Settings given, List<CompressedXContent> mappings, IndexVersion version,
                    Settings.Builder additional) {
                if ("logsdb".equals(given.get("index.mode"))) additional.put("index.mapping.source.mode", "stored");
            }

            @Override
            public boolean overrulesTemplateAndRequestSettings() {
                return true;
            }
        });
    }

    @Override
    public List<NamedXContentRegistry.Entry> getNamedXContent() {
        List<NamedXContentRegistry.Entry> parsers = new ArrayList<>(Verdicts.lifecycleActions());
        parsers.addAll(new TransformNamedXContentProvider().getNamedXContentParsers());
        return parsers;
    }

    @Override
    public Collection<RestHandler> getRestHandlers(RestHandlersServices services, Supplier<DiscoveryNodes> nodes,
            Predicate<NodeFeature> features) {
        return List.of(new RestVerdict(), new RestSnapshotNow());
    }
}
