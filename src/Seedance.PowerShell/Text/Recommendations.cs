using System.Text;

namespace Seedance.PowerShell.Text;

/// <summary>The recommended action of each error: the next command to type. It never pays for a job a second time.</summary>
internal static class Recommendations
{
    public const string Connect = "Connect-Seedance -ApiKey (Read-Host -AsSecureString), or set $env:LEONARDO_API_KEY. To try without a key: Connect-Seedance -Sandbox";
    public const string ReplaceKey = "Copy the key again from the API page of your Leonardo.AI account, then: Connect-Seedance -ApiKey (Read-Host -AsSecureString)";
    public const string ConnectLater = "Check the network and the address, then connect again. To connect without the check: Connect-Seedance -SkipCheck";
    public const string InstallSecretManagement = "Install it: Install-Module Microsoft.PowerShell.SecretManagement. Or give the key in another way: Connect-Seedance -ApiKey (Read-Host -AsSecureString), or set $env:LEONARDO_API_KEY";
    public const string UnlockVault = "Unlock the vault first. For SecretStore: Unlock-SecretStore, and for scripts that run unattended: Unlock-SecretStore -Password PASSWORD";
    public const string CheckVault = "Check the vault: Test-SecretVault, Get-SecretInfo";
    public const string GiveProxy = "Give the proxy with its address: Connect-Seedance -Proxy http://proxy.example.com:8080 -ProxyCredential (Get-Credential)";
    public const string CheckProxy = "Check the proxy's address: (Get-SeedanceConnection).Proxy. To use another proxy: Connect-Seedance -Proxy http://HOST:PORT, or set $env:HTTPS_PROXY before PowerShell starts. Nothing was sent to the service.";
    public const string FindFile = "Check the name: Get-ChildItem *.png, *.jpg, *.webp";
    public const string ConvertFile = "Convert it first, for example: ffmpeg -i INPUT image.png";
    public const string CheckVariable = "Check the name of the variable, or leave the parameter out.";
    public const string FixScriptBlock = "Fix the script block; $_ is the input.";
    public const string KeepAsJson = "Keep drafts as JSON: $draft | ConvertTo-SeedanceJson | Set-Content draft.json, then Get-Content draft.json | ConvertFrom-SeedanceJson. Keep generations by their IDs: Get-SeedanceGeneration -Id ID";
    public const string UseInputText = "To use the text, leave out -Prompt or make the prompt of it: -Prompt { \"$_ at night\" }. If it is a file, check its name: Get-ChildItem";
    public const string GiveOnePrompt = "Give one prompt.";
    public const string GiveOneSize = "Use either -Size and -AspectRatio, or -Width and -Height.";
    public const string GivePixels = "Use -Width and -Height in pixels.";
    public const string SeeModels = "See the prices that are known: Get-SeedanceModel. To submit it without knowing its price: -AllowUnknownCost";
    public const string ListModels = "List the models: Get-SeedanceModel. To use a model that this version does not know: New-SeedanceVideo -Model ID -AllowUnknownModel";
    public const string GiveFrameOfKnownSize = "Give a local image as the start frame: -StartFrame fox.png, or use a ratio: -AspectRatio 16:9";
    public const string GiveSmallerSeed = "Use a smaller -Seed, or fewer takes.";
    public const string GiveOneAudio = "Use either -Audio or -NoAudio.";
    public const string GiveOneStartFrame = "Leave out -StartFrame, or use the images as references: Add-SeedanceImageReference";
    public const string ChooseDestination = "Use a folder: -Destination ./videos, or a name: -Destination './videos/{sourceName}-{index}.mp4'";
    public const string UsePlaceholders = "Nothing was submitted. Use a -Destination that gives each input its own name, with {index}, {prompt} or {id} in it; with -Count also {take}.";
    public const string ReplaceGallery = "Use another -Destination, or add -Force to replace the file.";
    public const string LinkVideos = "Leave out -Embed: then the page links the videos.";
    public const string SeeGallery = "See what is accepted: Get-Help Export-SeedanceGallery -Parameter InputObject";
    public const string NameGallery = "Give the file by its name: -Destination ./gallery.html";
    public const string SaveAsUtf8 = "Save the caption file as UTF-8: Set-Content -Encoding utf8";
    public const string MakeFileReadable = "Make the file readable, or use a copy of it.";
    public const string SeeInputs = "See which inputs are accepted: Get-Help New-SeedanceVideo -Parameter InputObject";
    public const string BuyCredits = "Add API credits on the API page of your Leonardo.AI account, or request less: New-SeedanceVideo -Duration 4 -Width 864 -Height 496";
    public const string RewordPrompt = "Reword the prompt: New-SeedanceVideo -Prompt 'other words'";
    public const string UpdateModule = "Look for a newer module: Update-Module Seedance";
    public const string UploadAgain = "Upload the file again: Send-SeedanceMedia -Path FILE -Force";
    public const string SlowDown = "Send fewer requests at once: -ThrottleLimit 2";
    public const string CheckId = "Check the ID: a generation's ID is the Id that New-SeedanceVideo returned.";
    public const string TryLater = "Run the command again later. With -Verbose it shows each request.";
    public const string CheckNetwork = "Check the network and Get-SeedanceConnection (BaseUri), then run the command again. Nothing was sent.";
    public const string TryAgain = "Run the command again. With -Verbose it shows each request.";
    public const string AllowMoreTime = "Run the command again, or allow each request more time: Connect-Seedance -RequestTimeout 300";
    public const string MakeJournalWritable = "A job is submitted only after it is written to the journal. Make the folder writable, or use another one: $env:SEEDANCE_HOME = FOLDER";
    public const string FinishJob = "Finish it: Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo. To remove its entry anyway: -Force";
    public const string FixJson = "Fix the JSON. To see a valid example: New-SeedanceRequest 'A fox' | ConvertTo-SeedanceJson";
    public const string UseMediaId = "Use the Id that Send-SeedanceMedia returned.";
    public const string UseGenerationId = "Use the Id that New-SeedanceVideo returned.";

    /// <summary>How to submit what a cost limit has kept back.</summary>
    /// <param name="jobName">The name under which a second run pays nothing twice; null when there is none.</param>
    public static string RaiseLimit(string? jobName) => jobName is not null
        ? $"Run the same command again with a higher -MaxCost: under -JobName {jobName} nothing is paid twice."
        : "This input and those after it were not sent: pipe only them to New-SeedanceVideo, with a -MaxCost of their own. The next time use -JobName, so that running the same command again pays only for what is left.";

    /// <summary>How to submit what a daily budget has kept back.</summary>
    /// <param name="jobName">The name under which a second run pays nothing twice; null when there is none.</param>
    public static string RaiseBudget(string? jobName) => jobName is not null
        ? $"Run the same command again tomorrow, or raise the budget first: Connect-Seedance -DailyBudget DOLLARS. Under -JobName {jobName} nothing is paid twice. See what was spent: Get-SeedanceUsage -By Day"
        : "See which inputs were submitted: Get-SeedanceJob -Since (Get-Date).Date. Submit only the others, tomorrow or after Connect-Seedance -DailyBudget DOLLARS. The next time use -JobName, so that running the same command again pays only for what is left.";

    public static string FindSecret(string name) => $"See which secrets there are: Get-SecretInfo. To store the key: Set-Secret -Name {Quote(name)} -SecureStringSecret (Read-Host -AsSecureString)";

    public static string ReplaceSecret(string name) =>
        $"Copy the key again from the API page of your Leonardo.AI account, then: Set-Secret -Name {Quote(name)} -SecureStringSecret (Read-Host -AsSecureString); Connect-Seedance -SecretName {Quote(name)}";

    public static string SatisfyProxy(ProxyRejectedException failure) => failure.StatusCode == 407
        ? $"Give the user name and password of the proxy: Connect-Seedance -Proxy {failure.Proxy} -ProxyCredential (Get-Credential). Nothing was sent to the service."
        : $"Ask the owner of the proxy to allow {failure.Host}, or use another proxy: Connect-Seedance -Proxy http://HOST:PORT. Nothing was sent to the service.";

    private static string Quote(string text) => $"'{text.Replace("'", "''")}'";

    public static string FixFile(InvalidMediaException failure) => failure switch
    {
        { InnerException: DecoderFallbackException } => SaveAsUtf8,
        { InnerException: not null } => MakeFileReadable,
        _ when Directory.Exists(failure.Path) => $"Use the files in it: Get-ChildItem '{failure.Path.Replace("'", "''")}' -File",
        _ => ConvertFile,
    };

    public static string SettleJob(SeedanceJob job) => $"Find it on the service first: Get-SeedanceJob -Key {job.Key} | Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo";

    public static string ChangeRejected(IReadOnlyList<string> fields) => fields.Count == 0
        ? "Fix the values that the service reports, then run the command again."
        : $"Change {ParameterNames.List(fields.Select(ParameterNames.OfApiField))} as the service says, then run the command again.";

    public static string SettleUnknown(SeedanceJob job) =>
        $"Look again: Get-SeedanceJob -Key {job.Key} | Resume-SeedanceGeneration. If your Leonardo.AI account shows the job: Wait-SeedanceGeneration -Id ITS-ID | Save-SeedanceVideo. If it does not: Get-SeedanceJob -Key {job.Key} | Remove-SeedanceJob -Force, then submit it again.";

    public static string UseOtherAccount(SeedanceJob job) =>
        $"Keep the entry: its job may be paid. Connect with a key of that account, then: Get-SeedanceJob -Key {job.Key} | Resume-SeedanceGeneration";

    public static string InspectEntry(string path) =>
        $"The job in it may be paid for. Look at the file, then delete it: Remove-Item -LiteralPath '{path.Replace("'", "''")}'. To see the other jobs: Get-SeedanceJob";

    public static string Overwrite(SeedanceGeneration? generation) => generation is null
        ? "Nothing was submitted. Use another -Destination, one with {id} in it, or -Force to replace the file."
        : $"Save-SeedanceVideo -Id {generation.Id} -Destination OTHER-FOLDER, or add -Force to replace the file";

    public static string SaveElsewhere(SeedanceGeneration generation) => $"The job is paid; do not submit it again. Make the folder writable or choose another one: Save-SeedanceVideo -Id {generation.Id} -Destination OTHER-FOLDER";

    public static string SaveAgain(SeedanceGeneration generation) => $"The job is paid; do not submit it again. Save its video: {ResumeCommand.For(generation)}";

    public static string ResumeGeneration(SeedanceGeneration generation) =>
        $"The job is submitted and may be charged; do not submit it again. Resume it: {ResumeCommand.For(generation)}";

    public static string FixRequest(RequestFault fault) => $"Nothing was uploaded or submitted. {fault.Suggestion}";

    public static string ReplaceFailed(SeedanceGeneration generation) => $"See what is known of it: Get-SeedanceGeneration -Id {generation.Id}. Then submit again with another prompt or seed. Under a -JobName, -RetryFailed submits what failed as it was.";

    public static string WaitFor(SeedanceGeneration generation) => ResumeCommand.For(generation);
}
