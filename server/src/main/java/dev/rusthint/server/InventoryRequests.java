package dev.rusthint.server;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rusthint.hint.Cancellation;
import dev.rusthint.model.names.SourceCrate;
import dev.rusthint.report.AuditReport;
import dev.rusthint.workspace.Project;
import dev.rusthint.workspace.Surroundings;
import dev.rusthint.workspace.UnsafeInventory;
import dev.rusthint.workspace.UnsafeSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// `rusthint/unsafeInventory`: all that is unsafe in the workspace, for a view in an editor. The
/// answer is `{"sites": [...], "summary": {...}}`, with the members that [AuditReport] writes; files
/// are URIs.
final class InventoryRequests {
  private final Workspaces workspaces;
  private final Surroundings surroundings;
  private final Lanes lanes;

  InventoryRequests(Workspaces workspaces, Surroundings surroundings, Lanes lanes) {
    this.workspaces = workspaces;
    this.surroundings = surroundings;
    this.lanes = lanes;
  }

  void addTo(Routes routes) {
    routes.request("rusthint/unsafeInventory", JsonObject.class, _ -> inventory());
  }

  private CompletableFuture<JsonObject> inventory() {
    // Manifests are read on that lane: those that were asked for before are there then.
    CompletableFuture<Project> read =
        CompletableFuture.supplyAsync(workspaces::project, lanes.background());
    return Work.after(read, lanes.workspace(), this::inventory);
  }

  private JsonObject inventory(Project project, Cancellation cancellation) {
    List<UnsafeSite> sites = new ArrayList<>();
    Set<Path> files = new HashSet<>();
    for (SourceCrate crate : project.crates(surroundings)) {
      cancellation.check();
      Set<Path> own = new HashSet<>();
      for (UnsafeSite site : UnsafeInventory.of(crate)) {
        if (!files.contains(site.file())) {
          sites.add(site);
          own.add(site.file());
        }
      }
      files.addAll(own);
    }
    String json = new AuditReport(path -> path.toUri().toString()).object(sites);
    return JsonParser.parseString(json).getAsJsonObject();
  }
}
