using System.Management.Automation;
using System.Net;
using System.Runtime.ExceptionServices;
using Seedance.Connection;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;
using Seedance.Sandbox;

namespace Seedance.PowerShell.Commands;

/// <summary>Chooses the account, or the offline sandbox, that the Seedance cmdlets of this process use.</summary>
/// <remarks>
/// <para>This cmdlet is not needed when the environment variable LEONARDO_API_KEY is set. The key is checked with one request when the service has not accepted it on this machine before. An error leaves the earlier connection as it was.</para>
/// <para>All runspaces of the process use the connection, unless they connect themselves. From then on the environment's key is not used silently any more, so that a sandbox session never pays.</para>
/// <para>The environment variable SEEDANCE_BASE_URI overrides the root of the API.</para>
/// </remarks>
/// <returns>The connection, if -PassThru is given. It does not show the key.</returns>
/// <note>The key is sent to the API's host only, over HTTPS. It is never written to a file, a log or an error.</note>
/// <example><para>Connect with a key that is typed.</para>
/// <code>Connect-Seedance -ApiKey (Read-Host -AsSecureString)</code>
/// <para>The key does not appear on the screen or in the history.</para></example>
/// <example><para>Try Seedance without a key.</para>
/// <code>
/// Connect-Seedance -Sandbox
/// 'A fox runs through snow' | New-SeedanceVideo -Destination ./videos
/// </code>
/// <para>The sandbox is an offline simulator. Its videos are marked samples and cost nothing.</para></example>
/// <example><para>Share the limits of an account among four workers.</para>
/// <code>Connect-Seedance -CreatesPerMinute 25 -RequestsPerMinute 500</code>
/// <para>Each of four processes uses a quarter of the account's limits. The key is that of the environment variable LEONARDO_API_KEY.</para></example>
/// <example><para>Use two accounts in one script.</para>
/// <code>
/// $other = Connect-Seedance -ApiKey $env:LEONARDO_API_KEY -PassThru
/// Get-SeedanceAccount -Connection $other
/// </code></example>
/// <seealso cref="DisconnectSeedanceCommand"/>
/// <seealso cref="GetSeedanceConnectionCommand"/>
/// <seealso cref="GetSeedanceAccountCommand"/>
/// <seealso href="about_Seedance"/>
[Cmdlet(VerbsCommunications.Connect, "Seedance", DefaultParameterSetName = KeySet)]
[OutputType(typeof(SeedanceConnection))]
public sealed class ConnectSeedanceCommand : AsyncCmdlet
{
    private const string KeySet = "Service";
    private const string SecretSet = "Secret";
    private const string SandboxSet = "Sandbox";

    private SecretVault? _vault;

    /// <summary>The API key, as a string or SecureString. The default is the environment variable LEONARDO_API_KEY. It is sent to the API's host only and never shown. A key that the service rejects is the error Seedance.Unauthorized.</summary>
    [Parameter(ParameterSetName = KeySet, Position = 0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public object? ApiKey { get; set; }

    /// <summary>The name of a secret in a vault of the module Microsoft.PowerShell.SecretManagement, whose Get-Secret reads it. A string or SecureString is the key, of a PSCredential the password is, and a byte array is the key as UTF-8 text. A hashtable has one entry, or one that is named ApiKey or Key. In a shell without a terminal, or started with -NonInteractive, a vault that would ask for its password is the error Seedance.VaultLocked; nothing is asked. Other errors: Seedance.SecretModuleMissing, Seedance.SecretNotFound, Seedance.SecretFailed, Seedance.InvalidSecret.</summary>
    [Parameter(ParameterSetName = SecretSet, Mandatory = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault that has the secret. The default is every registered vault, the default vault first.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>The API's root without the version: HTTPS, or HTTP on this machine. The default is the environment variable SEEDANCE_BASE_URI, or else https://cloud.leonardo.ai/api/rest.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = SecretSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The proxy for every request of the connection, also for uploads and downloads: an address such as http://proxy.example.com:8080, in PowerShell 7 also one with https, socks4, socks4a or socks5. It is used for every host. The default is the proxy that the environment variables HTTPS_PROXY or ALL_PROXY name (HTTP_PROXY for addresses that are not HTTPS), except for the hosts in NO_PROXY, or else the system's setting; Windows PowerShell knows only the system's setting. These defaults are read when the process first uses the network, and are not used for a service on this machine. Errors: Seedance.InvalidConnection, Seedance.ProxyUnreachable, Seedance.ProxyRejected.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = SecretSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy that -Proxy names. The default is those in its address, if any. The proxy of the environment takes those in its own address.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = SecretSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the credentials of the current user for the proxy that -Proxy names.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = SecretSet)]
    [ExactSwitch]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Does not check the key, so that nothing is sent: to connect while the service can't be reached. A wrong key is then noticed by the first request.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = SecretSet)]
    [ExactSwitch]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Uses the offline sandbox: no key, no network, no cost. Its videos are marked as sandbox videos.</summary>
    [Parameter(ParameterSetName = SandboxSet, Mandatory = true)]
    [ExactSwitch]
    public SwitchParameter Sandbox { get; set; }

    /// <summary>How long one request may take. The default is 100.</summary>
    /// <value>seconds</value>
    [Parameter]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(1, 3600)]
    public int RequestTimeout { get; set; } = (int)CurrentConnection.DefaultRequestTimeout.TotalSeconds;

    /// <summary>How many jobs may be created in a minute; 0 means no limit. The default is 100, the service's own limit. All cmdlets and runspaces of the process share it for an account; the last Connect-Seedance sets it. The sandbox has no limit.</summary>
    /// <value>jobs</value>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = SecretSet)]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(0, 100_000)]
    public int CreatesPerMinute { get; set; } = 100;

    /// <summary>How many requests of all kinds may be sent in a minute; 0 means no limit. The default is 2000, the service's own limit.</summary>
    /// <value>requests</value>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = SecretSet)]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [WholeNumber]
    [ValidateRange(0, 100_000)]
    public int RequestsPerMinute { get; set; } = 2000;

    /// <summary>What the account's jobs of one local day may cost in all: a job that could pass it is the error Seedance.DailyBudget, and is not sent. The default is the environment variable SEEDANCE_DAILY_BUDGET, or else no limit. All processes and machines that share a journal folder (SEEDANCE_HOME) share the budget of an account; each job is set aside before it is sent, by its estimate, until its real cost is known. A job whose response was lost keeps what was set aside, and a rejected one releases it.</summary>
    /// <value>0 or more US dollars</value>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Dollars]
    public decimal? DailyBudget { get; set; }

    /// <summary>Returns the connection, for a -Connection parameter, with the account's user and current balance in its Account. This asks the service for them, also when the key was checked before. With -SkipCheck nothing is asked.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var connection = CurrentConnection.WithBudget(Sandbox ? ToSandbox() : ToService(), DailyBudget);
            if (!Sandbox)
            {
                if (!SkipCheck)
                {
                    Check(connection);
                }

                connection.Limits.Set(CreatesPerMinute, RequestsPerMinute);
            }

            CurrentConnection.Set(connection);
            if (PassThru)
            {
                WriteObject(connection);
            }
        }
        catch (SeedanceException failure)
        {
            ThrowTerminatingError(failure.ToErrorRecord(SecretName ?? MyInvocation.MyCommand.Name, recommended: Recommend(failure)));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _vault?.Stop();
    }

    private protected override string? Recommend(SeedanceException failure) => failure switch
    {
        UnauthorizedException when SecretName is not null => Recommendations.ReplaceSecret(SecretName),
        InvalidConnectionException { IsAboutProxy: true } => Recommendations.GiveProxy,
        InvalidConnectionException when SecretName is not null => Recommendations.ReplaceSecret(SecretName),
        UnreachableException or ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnexpectedResponseException => Recommendations.ConnectLater,
        _ => null,
    };

    private SeedanceConnection ToSandbox()
    {
        var options = new SandboxOptions();
        return SeedanceConnection.ToSandbox(options.ApiRoot, new SandboxService(options), TimeSpan.FromSeconds(RequestTimeout));
    }

    private SeedanceConnection ToService()
    {
        var proxy = ReadProxy();
        var (key, source) = ReadKey();
        var connection = SeedanceConnection.ToService(key, BaseUri ?? CurrentConnection.BaseUri(), source, TimeSpan.FromSeconds(RequestTimeout), proxy);
        connection.SecretName = SecretName;
        connection.VaultName = VaultName;
        return connection;
    }

    private ChosenProxy? ReadProxy()
    {
        if (Proxy is null)
        {
            return ProxyCredential is null && !ProxyUseDefaultCredentials ? null : throw new InvalidConnectionException(ModuleMessages.CredentialsWithoutProxy, isAboutProxy: true);
        }

        if (ProxyCredential is not null && ProxyUseDefaultCredentials)
        {
            throw new InvalidConnectionException(ModuleMessages.TwoProxyCredentials, isAboutProxy: true);
        }

        return ChosenProxy.Create(Proxy, ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : ProxyCredential?.GetNetworkCredential());
    }

    private (string Key, string Source) ReadKey()
    {
        if (SecretName is not null)
        {
            using var vault = _vault = new SecretVault(SecretName, VaultName);
            return (SecretKey.FromSecret(vault.Read(), SecretName), "Secret");
        }

        if (ApiKey is not null)
        {
            return (SecretKey.FromText(ApiKey) ?? throw new InvalidConnectionException(ModuleMessages.KeyOfWrongType), "Parameter");
        }

        var key = Environment.GetEnvironmentVariable(CurrentConnection.KeyVariable);
        return string.IsNullOrWhiteSpace(key) ? throw new NoApiKeyException() : (key!, "Environment");
    }

    /// <summary>Asks the service beside the pipeline, so that Ctrl+C ends it.</summary>
    private void Check(SeedanceConnection connection)
    {
        ExceptionDispatchInfo? failure = null;
        var client = ClientFor(connection);
        Start(MyInvocation.MyCommand.Name, async _ =>
        {
            try
            {
                await client.CheckKeyAsync(PassThru, WorkToken);
            }
            catch (SeedanceException rejected)
            {
                failure = ExceptionDispatchInfo.Capture(rejected);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                failure = ExceptionDispatchInfo.Capture(new InternalErrorException(bug));
            }
        });
        base.EndProcessing();
        failure?.Throw();
    }
}
