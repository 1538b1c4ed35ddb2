namespace Seedance;

/// <summary>What one command uses of an account once it is known: the steps of a request, connected with each other.</summary>
internal sealed class AccountSession
{
    public AccountSession(SeedanceConnection connection, Account account, LeonardoApi api, ClientOptions options)
    {
        var storage = new StorageTransport(connection, options);
        var recorder = new JobRecorder(connection, account.Journal, options);
        var finder = new LostJobFinder(connection, account, api, options);
        Account = account;
        Uploads = new MediaUploads(account.Uploads, new MediaUploader(connection, api, storage, options));
        Waiter = new GenerationWaiter(connection, account, new ApiGenerationSource(connection, account, api, options), recorder);
        Resumer = new JobResumer(connection, account.Journal, recorder, finder, options);
        var sender = new JobSender(connection, account, api, finder, recorder, options);
        Submitter = new RequestSubmitter(connection, account, api, Uploads, sender, new InFlightWatcher(account.InFlight, Waiter), options);
        NamedSubmitter = new NamedSubmitter(connection, account.Journal, Submitter, Resumer);
        Saver = new VideoSaver(connection, account.Journal, recorder, storage, new VideoLocator(connection, api), options);
    }

    public Account Account { get; }

    public MediaUploads Uploads { get; }

    public RequestSubmitter Submitter { get; }

    public NamedSubmitter NamedSubmitter { get; }

    public JobResumer Resumer { get; }

    public GenerationWaiter Waiter { get; }

    public VideoSaver Saver { get; }
}
