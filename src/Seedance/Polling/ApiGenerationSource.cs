namespace Seedance.Polling;

/// <summary>Reads jobs from the service, without retries: the watcher polls again by itself.</summary>
internal sealed class ApiGenerationSource(SeedanceConnection connection, Account account, LeonardoApi api, ClientOptions options) : IGenerationSource
{
    public async Task<SeedanceGeneration> ReadAsync(SeedanceGeneration generation, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartPoll(connection.BaseUri, "/v1/generations/{id}", generation.Id);
        return generation.WithReading(await api.GetGenerationAsync(generation.Id, RetryPolicy.None, cancellationToken), connection);
    }

    public async Task<GenerationPage> ListAsync(long offset, int limit, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartPoll(connection.BaseUri, "/v1/generations/user/{userId}", null);
        return await api.ListGenerationsAsync(account.UserId, offset, limit, RetryPolicy.None, cancellationToken);
    }

    public void Warn(string message) => options.Warn?.Invoke(message);
}
