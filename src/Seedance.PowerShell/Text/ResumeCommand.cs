using System.Management.Automation.Language;
using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Text;

/// <summary>The command that resumes jobs. It submits nothing, and saves each video where it was to be saved.</summary>
internal static class ResumeCommand
{
    private const int MaxIds = 3;

    /// <summary>For what a pipeline has left.</summary>
    public static string For(OpenWork open)
    {
        var save = "Save-SeedanceVideo" + (open.Destination is null ? string.Empty : $" -Destination {Quote(open.Destination)}");
        return open.UnknownSubmissions > 0 || open.LostSubmissions > 0 || open.Jobs.Count > MaxIds
            ? $"Resume-SeedanceGeneration{(open.JobName is null ? string.Empty : $" -JobName {Quote(open.JobName)}")} | Wait-SeedanceGeneration | {save}"
            : $"{Read(open.Jobs)} | {save}";
    }

    /// <summary>For one job.</summary>
    public static string For(SeedanceGeneration job) => $"{Read([job])} | Save-SeedanceVideo";

    /// <summary>Submits again what failed on the service under a name, and nothing else.</summary>
    public static string Retry(string jobName) => $"New-SeedanceVideo … -JobName {Quote(jobName)} -RetryFailed";

    // The journal knows where the video of a job that was submitted from here is to be saved.
    private static string Read(IReadOnlyList<SeedanceGeneration> jobs)
    {
        var ids = string.Join(", ", jobs.Select(job => job.Id));
        return jobs.All(job => job.JobKey is not null)
            ? $"Get-SeedanceJob -Id {ids} | Resume-SeedanceGeneration | Wait-SeedanceGeneration"
            : $"Wait-SeedanceGeneration -Id {ids}";
    }

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
