using Seedance.Connection;
using Seedance.Journal;
using Seedance.Media;
using Seedance.PowerShell.Connections;
using Seedance.Requests;
using Seedance.Submission;

namespace Seedance.PowerShell.Inputs;

/// <summary>Finds what was submitted under a name before, as far as the journal of this machine knows it. Nothing is sent.</summary>
internal sealed class EarlierJobs
{
    // Inputs are counted as a real run would count them.
    private readonly NamedInputs _inputs = new();

    /// <summary>The job of the next of equal inputs; null when there is none.</summary>
    /// <exception cref="SeedanceException">A file or the journal can't be read.</exception>
    public SeedanceJob? Find(SeedanceRequest request, VideoModel model, string jobName)
    {
        var hashed = request.WithMediaAsync(media => MediaUploads.HashAsync(media, CancellationToken.None)).GetAwaiter().GetResult();
        var key = _inputs.NextKey(hashed, model, jobName);
        return Journals().Select(journal => journal.Read(key) is { } job ? journal.WithEffectiveStatus(job) : null).FirstOrDefault(job => job is not null);
    }

    /// <summary>The account's journal, or every one as long as the account is not known.</summary>
    private static IReadOnlyList<JobJournal> Journals()
    {
        var sandbox = CurrentConnection.FindSandbox();
        var account = (sandbox ?? CurrentConnection.Find())?.KeyAccount.Current;
        return account is not null ? [account.Journal] : sandbox is not null ? [] : JobJournal.OpenAll(DataFolder.Path);
    }
}
